package io.executions.schedule;

import io.executions.api.Faults;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewSchedule;
import io.executions.api.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The times of one schedule, between its start and its end. Immutable. */
public final class ScheduleTimes {
  /** How many times one go creates executions for, of those that are to be caught up with. */
  public static final int MOST = 200;

  /** So many missed times are counted at once; nobody needs to know a larger number exactly. */
  public static final int MOST_COUNTED = 1000;

  /** What comes so much later came in time: engines wake for a time, and then find a busy gate. */
  private static final Duration IN_TIME = Duration.ofMinutes(1);

  private final NewSchedule schedule;
  private final Recurrence recurrence;

  private ScheduleTimes(NewSchedule schedule, Recurrence recurrence) {
    this.schedule = schedule;
    this.recurrence = recurrence;
  }

  /**
   * Returns the times of a schedule.
   *
   * @param anchor when it was saved first
   * @throws InvalidRequestException if it says none, or in a zone that is not known here
   */
  public static ScheduleTimes of(NewSchedule schedule, Instant anchor) {
    Faults faults = new Faults();
    Optional<Recurrence> recurrence = TimingCheck.read(schedule.timing(), anchor, faults);
    faults.refuse();
    return new ScheduleTimes(schedule, recurrence.orElseThrow());
  }

  /** Returns the first time after an instant, or empty if none comes any more. */
  public Optional<Instant> after(Instant instant) {
    Instant from =
        schedule
            .timing()
            .startAt()
            .map(start -> start.truncatedTo(ChronoUnit.MICROS))
            .filter(start -> start.isAfter(instant))
            .map(start -> start.minusNanos(1))
            .orElse(instant);
    return recurrence.after(from).filter(time -> schedule.endAt().filter(time::isAfter).isEmpty());
  }

  /** Returns the first times of a stretch, its end not included; at most so many. */
  public List<Instant> between(Instant from, Instant to, int most) {
    List<Instant> times = new ArrayList<>();
    Optional<Instant> next = after(from.minusNanos(1));
    while (next.filter(to::isAfter).isPresent() && times.size() < most) {
      times.add(next.get());
      next = after(next.get());
    }
    return times;
  }

  /**
   * What is to be done about times that have come.
   *
   * @param times those to create executions for, ascending
   * @param missed how many others have passed
   * @param next the first one that is still to come, or to be created
   */
  public record Due(List<Instant> times, long missed, Optional<Instant> next) {}

  /**
   * Returns what is to be done now.
   *
   * @param first the first time that nothing was done about; not after now
   * @param most for how many times to create at most, up to {@value #MOST}
   */
  public Due due(Instant first, Instant now, int most) {
    return switch (schedule.catchUp()) {
      case ALL -> all(first, now, Math.min(most, MOST));
      case LATEST -> latest(first, now, schedule.catchUpWindow());
      case NONE -> latest(first, now, IN_TIME);
    };
  }

  private Due all(Instant first, Instant now, int most) {
    Instant earliest = now.minus(schedule.catchUpWindow());
    Optional<Instant> next = Optional.of(first);
    long missed = 0;
    if (first.isBefore(earliest)) {
      missed = count(first, earliest.minusNanos(1));
      next = after(earliest.minusNanos(1));
    }
    List<Instant> times = new ArrayList<>();
    while (next.filter(time -> !time.isAfter(now)).isPresent() && times.size() < most) {
      times.add(next.get());
      next = after(next.get());
    }
    return new Due(times, missed, next);
  }

  private Due latest(Instant first, Instant now, Duration window) {
    Instant last = last(first, now);
    long passed = count(first, last);
    boolean created = !last.isBefore(now.minus(window));
    return new Due(created ? List.of(last) : List.of(), created ? passed - 1 : passed, after(now));
  }

  /**
   * Returns the last time up to now: looked for from now on back, in steps that double, and then
   * between the last two of them in halves.
   */
  private Instant last(Instant first, Instant now) {
    Duration back = Duration.ofSeconds(1);
    Instant last = first;
    Instant noneAfter = now;
    while (now.minus(back).isAfter(first)) {
      Instant from = now.minus(back);
      Optional<Instant> found = after(from).filter(time -> !time.isAfter(now));
      if (found.isPresent()) {
        last = found.get();
        break;
      }
      noneAfter = from;
      back = back.multipliedBy(2);
    }
    while (Duration.between(last, noneAfter).compareTo(Timing.SHORTEST) >= 0) {
      Instant middle = last.plus(Duration.between(last, noneAfter).dividedBy(2));
      Optional<Instant> found = after(middle).filter(time -> !time.isAfter(now));
      if (found.isPresent()) {
        last = found.get();
      } else {
        noneAfter = middle;
      }
    }
    return last;
  }

  private long count(Instant first, Instant last) {
    long count = 0;
    Optional<Instant> time = Optional.of(first);
    while (time.isPresent() && !time.get().isAfter(last) && count < MOST_COUNTED) {
      count++;
      time = after(time.get());
    }
    return count;
  }
}
