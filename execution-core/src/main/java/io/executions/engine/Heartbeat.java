package io.executions.engine;

import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The thread that sends a node's beats, so that neither a slow poll nor a suspended timer makes the
 * node look dead. Thread-safe.
 */
final class Heartbeat {
  private static final System.Logger LOG = System.getLogger(Heartbeat.class.getName());

  /**
   * The pause after a beat that failed. So a node is ready again soon after its database is,
   * however long the lease; and within a lease there is time for another beat after one that got no
   * answer.
   */
  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

  private static final Duration LAST_BEAT = Duration.ofSeconds(5);

  /** What is done at each beat. */
  interface Beat {
    /** Sends one. */
    void send() throws SQLException;
  }

  private final Beat beat;
  private final BeatFreshness beats;
  private final BooleanSupplier goesOn;
  private final Duration interval;
  private final WatchedThread thread;
  private final Signal signal = new Signal();
  private boolean failing;

  /**
   * Makes one that is not started.
   *
   * @param beats told when one fails
   * @param goesOn whether there is to be another one
   */
  Heartbeat(EngineEnvironment environment, BeatFreshness beats, Beat beat, BooleanSupplier goesOn) {
    this.beat = beat;
    this.beats = beats;
    this.goesOn = goesOn;
    this.interval = environment.settings().lease().dividedBy(3);
    this.thread =
        new WatchedThread(
            "the beats",
            environment.threads(),
            environment.ticker(),
            goesOn,
            this::waitAndBeat,
            () -> {});
  }

  void start() {
    thread.start();
  }

  /** Starts the beats anew if their thread has ended. */
  void watch() {
    thread.watch();
  }

  /** Returns how long the beats' thread has neither sent a beat nor reported that one failed. */
  Duration failingFor() {
    return thread.failingFor();
  }

  /** Has the next beat go out at once. */
  void beatAtOnce() {
    signal.give();
  }

  /** Waits for the last beat, since there is to be no other one. */
  void awaitEnd() {
    // No interrupt: in the middle of a beat, it would close the file of an embedded database.
    signal.give();
    thread.join(LAST_BEAT);
  }

  private void waitAndBeat() {
    long afterFailure = Math.min(interval.toNanos(), AFTER_FAILURE.toNanos());
    try {
      signal.await(failing ? afterFailure : interval.toNanos());
      if (goesOn.getAsBoolean()) {
        beat.send();
      }
      failing = false;
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "The beats were interrupted", e);
    } catch (SQLException | RuntimeException | Error e) {
      // Without beats this node would never learn that it was declared dead.
      beats.broken();
      boolean first = !failing;
      failing = true;
      if (first && goesOn.getAsBoolean()) {
        LOG.log(Level.WARNING, "A beat failed: {0}", ErrorText.withRoot(e));
      }
    }
  }
}
