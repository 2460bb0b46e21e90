package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A node whose polls, beats and time are in the test's hand, as is its database's clock; only its
 * handlers have threads. Its lease is an hour unless a test says otherwise, so no beat comes by
 * itself.
 */
final class SteppedNode implements AutoCloseable {
  static final Duration LEASE = Duration.ofHours(1);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final EngineLoop loop;
  final Runs runs;
  final PollReport report;
  private final AtomicLong ticks;
  private final Workers workers;

  SteppedNode(
      TestEnvironment around, AtomicLong ticks, Optional<String> home, TestHandler... handlers) {
    this.ticks = ticks;
    DatabaseTime.freeze();
    around.given.putIfAbsent("EXECUTION_LEASE_MS", Long.toString(LEASE.toMillis()));
    EngineEnvironment environment = around.make(ticks::get, handlers);
    this.report = new PollReport(environment.settings().pollInterval(), ticks::get);
    Hinting hinting = new Hinting(environment, 0, hint -> false, () -> {});
    NodeStart start = NodeStart.of(environment, hinting::connections, home);
    Bulking bulking = new Bulking(environment, type -> {}, () -> {});
    this.runs = start.runs();
    this.workers = start.workers();
    this.loop = new EngineLoop(environment, start, report, hinting, bulking, () -> {});
  }

  /** Polls until nothing is left to do now, and returns how long the node would sleep. */
  Duration poll() {
    loop.comes(Cause.ANYTHING);
    for (int polls = 0; polls < 1000; polls++) {
      loop.deadlines().tell();
      long wait = loop.runOnce();
      if (wait > 0) {
        return Duration.ofNanos(loop.deadlines().untilNext(wait));
      }
    }
    throw new AssertionError("The engine does not come to rest");
  }

  /** Polls until nothing runs here. */
  void finish() {
    for (int rounds = 0; rounds < 1000; rounds++) {
      poll();
      if (runs.isEmpty()) {
        return;
      }
      awaitReturned(1);
    }
    throw new AssertionError("These do not end: " + loop.running());
  }

  void awaitReturned(int handlers) {
    await().atMost(PATIENCE).until(() -> runs.ended().size() >= handlers);
  }

  void awaitAllReturned() {
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> runs.active().isEmpty());
  }

  void pass(Duration time) {
    ticks.addAndGet(time.toNanos());
  }

  void beat() throws SQLException {
    loop.place().membership().beat(report.forBeat());
  }

  void goesWell() {
    assertThat(report.lastError()).isEmpty();
  }

  /** Ends it as a crash does: it says nothing to anybody. */
  @Override
  public void close() {
    runs.stopAll(Run.Stop.RELEASE, ticks.get());
    workers.close(() -> {});
    if (loop.place().membership() != null) {
      loop.place().membership().close();
    }
  }
}
