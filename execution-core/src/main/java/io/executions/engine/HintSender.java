package io.executions.engine;

import io.executions.hints.Hint;
import io.executions.hints.HintWay;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Sends this node's hints on a thread of its own, so that no creation waits for the network. The
 * first hint goes out at once; those of the next moments go out together.
 */
final class HintSender {
  private static final System.Logger LOG = System.getLogger(HintSender.class.getName());
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration MOST_WAIT = Duration.ofSeconds(1);
  private static final Duration LAST_ROUND = Duration.ofSeconds(2);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  /** No type has this name; it stands for any. */
  private static final String ANY = "";

  private final List<HintWay> ways;
  private final boolean twice;
  private final Set<String> said = ConcurrentHashMap.newKeySet();
  private final Signal signal = new Signal();
  private volatile boolean closed;
  private Set<String> once = Set.of();
  private WatchedThread thread;

  /**
   * Makes one.
   *
   * @param twice whether others may see some moments later only what they are told of
   */
  HintSender(List<HintWay> ways, boolean twice) {
    this.ways = ways;
    this.twice = twice;
  }

  /** Has it sent that some of these types may be due. */
  void say(Collection<String> types) {
    if (said.addAll(types)) {
      signal.give();
    }
  }

  /** Has it sent that something may be due, of any type. */
  void sayAnything() {
    say(List.of(ANY));
  }

  void start(EngineEnvironment environment) {
    thread =
        new WatchedThread(
            "the hints to others",
            environment.threads(),
            environment.ticker(),
            () -> !closed,
            this::round,
            () -> {});
    thread.start();
  }

  void close() {
    closed = true;
    signal.give();
    thread.join(LAST_ROUND);
  }

  /** Waits for something to send, sends it, and rests. */
  private void round() {
    try {
      signal.await(once.isEmpty() ? MOST_WAIT.toNanos() : 0);
      Set<String> fresh = new TreeSet<>(said);
      // Cleared before the sending, so that what is said again meanwhile is sent again.
      said.removeAll(fresh);
      Set<String> types = new TreeSet<>(once);
      types.addAll(fresh);
      once = twice ? fresh : Set.of();
      if (!types.isEmpty()) {
        send(types.contains(ANY) ? Hint.ANY : Hint.of(types));
      }
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "The sender of hints was interrupted", e);
    }
  }

  private void send(Hint hint) throws InterruptedException {
    Duration pause = PAUSE;
    for (HintWay way : ways) {
      try {
        way.send(hint);
      } catch (IOException | SQLException | RuntimeException e) {
        // The receiver of this way tells the log that it fails, and for how long.
        LOG.log(Level.DEBUG, "No hint {0}: {1}", way, e.toString());
        pause = AFTER_FAILURE;
      }
    }
    TimeUnit.NANOSECONDS.sleep(pause.toNanos());
  }
}
