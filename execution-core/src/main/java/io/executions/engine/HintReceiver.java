package io.executions.engine;

import io.executions.hints.Hint;
import io.executions.hints.HintWay;
import io.executions.hints.UnsuitableWayException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Hears the hints that come one way, on a thread of its own, and has the engine look for them. */
final class HintReceiver {
  private static final System.Logger LOG = System.getLogger(HintReceiver.class.getName());
  private static final Duration MOST_WAIT = Duration.ofMillis(250);
  private static final Duration LAST_ROUND = Duration.ofSeconds(2);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 5;
  private static final Duration UNSUITABLE_PAUSE = Duration.ofMinutes(10);

  private final HintWay way;
  private final HintPace pace;
  private final Predicate<Hint> concerns;
  private final Runnable look;
  private final Signal end = new Signal();
  private boolean hears;
  private int failures;
  private volatile boolean closed;
  private WatchedThread thread;

  /**
   * Makes one.
   *
   * @param concerns whether this node could claim what a hint may mean
   * @param look has the engine look
   */
  HintReceiver(HintWay way, HintPace pace, Predicate<Hint> concerns, Runnable look) {
    this.way = way;
    this.pace = pace;
    this.concerns = concerns;
    this.look = look;
  }

  void start(EngineEnvironment environment) {
    thread =
        new WatchedThread(
            "the hints of others",
            environment.threads(),
            environment.ticker(),
            () -> !closed,
            this::round,
            way::close);
    thread.start();
  }

  /** Has it end soon. */
  void beginClose() {
    closed = true;
    end.give();
  }

  void close() {
    beginClose();
    thread.join(LAST_ROUND);
  }

  /** Waits for a hint, for a moment. */
  private void round() {
    try {
      Duration most = Duration.ofNanos(Math.min(MOST_WAIT.toNanos(), pace.untilLook()));
      Optional<Hint> hint = way.receive(most);
      if (!hears && way.hears()) {
        hears = true;
        failures = 0;
        LOG.log(Level.INFO, "Hints of other nodes come {0}", way);
        // There may have been some before.
        look.run();
      }
      if (hint.filter(concerns).isPresent()) {
        pace.heard();
      }
      if (pace.looksNow()) {
        look.run();
      }
    } catch (UnsuitableWayException e) {
      fails(e, UNSUITABLE_PAUSE);
    } catch (IOException | SQLException | RuntimeException e) {
      fails(e, FIRST_PAUSE.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS)));
    }
  }

  private void fails(Exception failure, Duration pause) {
    way.close();
    hears = false;
    failures++;
    LOG.log(
        failures == 1 ? Level.INFO : Level.DEBUG,
        "Hints of other nodes do not come {0}; their work is found by polling: {1}",
        way,
        ErrorText.withRoot(failure));
    try {
      end.await(pause.toNanos());
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "The receiver of hints was interrupted", e);
    }
  }
}
