package io.executions.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What to create again and again, and when. Immutable: each {@code with} method returns a changed
 * copy.
 *
 * @param name names it, {@code [a-z][a-z0-9._-]{0,99}}
 * @param timing when its times are
 * @param endAt no time is after it
 * @param create what is created each time; without {@code runAt}
 * @param overlap what happens while the last one is unfinished
 * @param catchUp what happens to times that were missed; {@code ALL} goes with {@code allow} only
 * @param catchUpWindow what was missed longer ago stays missed; {@link Timing#isInterval like an
 *     interval}
 * @param jitter each is created to run up to so much later, by chance; whole milliseconds, at most
 *     a day
 * @param expiresAfter what has not started so long after it was due, or was created if that was
 *     later, is cancelled; {@link Timing#isInterval like an interval}; never if empty
 * @param description for people, up to {@value #MOST_DESCRIPTION} characters
 * @param paused whether it creates nothing; as it was if empty, and not at first
 */
public record NewSchedule(
    String name,
    Timing timing,
    Optional<Instant> endAt,
    NewExecution create,
    Overlap overlap,
    CatchUp catchUp,
    Duration catchUpWindow,
    Duration jitter,
    Optional<Duration> expiresAfter,
    Optional<String> description,
    Optional<Boolean> paused) {

  /** The longest description, in characters. */
  public static final int MOST_DESCRIPTION = 1000;

  /** The longest jitter. */
  public static final Duration MAX_JITTER = Duration.ofDays(1);

  /** The window where none is given. */
  public static final Duration DEFAULT_WINDOW = Duration.ofHours(24);

  /** Returns a schedule with all defaults. */
  public static NewSchedule of(String name, Timing timing, NewExecution create) {
    return new NewSchedule(
        name,
        timing,
        Optional.empty(),
        create,
        Overlap.SKIP,
        CatchUp.LATEST,
        DEFAULT_WINDOW,
        Duration.ZERO,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns a copy that does so while its last execution is unfinished. */
  public NewSchedule withOverlap(Overlap newOverlap) {
    return new NewSchedule(
        name,
        timing,
        endAt,
        create,
        newOverlap,
        catchUp,
        catchUpWindow,
        jitter,
        expiresAfter,
        description,
        paused);
  }

  /** Returns a copy that does so about missed times, as far back as the window reaches. */
  public NewSchedule withCatchUp(CatchUp newCatchUp, Duration newWindow) {
    return new NewSchedule(
        name,
        timing,
        endAt,
        create,
        overlap,
        newCatchUp,
        newWindow,
        jitter,
        expiresAfter,
        description,
        paused);
  }

  /** Returns a copy that ends then. */
  public NewSchedule endingAt(Instant newEnd) {
    return new NewSchedule(
        name,
        timing,
        Optional.of(newEnd),
        create,
        overlap,
        catchUp,
        catchUpWindow,
        jitter,
        expiresAfter,
        description,
        paused);
  }

  /** Returns a copy whose executions run up to so much later. */
  public NewSchedule withJitter(Duration newJitter) {
    return new NewSchedule(
        name,
        timing,
        endAt,
        create,
        overlap,
        catchUp,
        catchUpWindow,
        newJitter,
        expiresAfter,
        description,
        paused);
  }

  /** Returns a copy whose executions are cancelled unless they start in so long. */
  public NewSchedule withExpiresAfter(Duration newExpiry) {
    return new NewSchedule(
        name,
        timing,
        endAt,
        create,
        overlap,
        catchUp,
        catchUpWindow,
        jitter,
        Optional.of(newExpiry),
        description,
        paused);
  }

  /** Returns a copy that is paused, or not. */
  public NewSchedule withPaused(boolean newPaused) {
    return new NewSchedule(
        name,
        timing,
        endAt,
        create,
        overlap,
        catchUp,
        catchUpWindow,
        jitter,
        expiresAfter,
        description,
        Optional.of(newPaused));
  }

  /** Returns a copy with that description. */
  public NewSchedule withDescription(String newDescription) {
    return new NewSchedule(
        name,
        timing,
        endAt,
        create,
        overlap,
        catchUp,
        catchUpWindow,
        jitter,
        expiresAfter,
        Optional.of(newDescription),
        paused);
  }

  /** Returns a copy that creates that. */
  public NewSchedule creating(NewExecution newCreate) {
    return new NewSchedule(
        name,
        timing,
        endAt,
        newCreate,
        overlap,
        catchUp,
        catchUpWindow,
        jitter,
        expiresAfter,
        description,
        paused);
  }
}
