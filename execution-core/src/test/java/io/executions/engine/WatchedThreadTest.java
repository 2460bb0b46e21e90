package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchedThreadTest {
  private final AtomicBoolean goesOn = new AtomicBoolean(true);
  private final AtomicInteger rounds = new AtomicInteger();
  private final AtomicInteger ends = new AtomicInteger();
  private final AtomicLong ticks = new AtomicLong();
  private final Logger log = Logger.getLogger(WatchedThread.class.getName());
  private final Handler failingLog = new FailingLog();

  @AfterEach
  void stop() {
    goesOn.set(false);
    log.removeHandler(failingLog);
  }

  @Test
  void goesOnWhateverARoundThrowsEvenWhenTheLogThrowsAsWell() {
    log.addHandler(failingLog);
    WatchedThread loop =
        loop(
            Thread::new,
            () -> {
              if (rounds.incrementAndGet() < 4) {
                throw new StackOverflowError("in round " + rounds);
              }
              pause();
            });
    loop.start();
    await().until(() -> rounds.get() > 5);
    assertThat(loop.failingFor()).isZero();
    goesOn.set(false);
    loop.join(Duration.ofSeconds(10));
    assertThat(ends).hasValue(1);
  }

  @Test
  void tellsForHowLongItsRoundsHaveThrown() {
    WatchedThread loop =
        loop(
            Thread::new,
            () -> {
              rounds.incrementAndGet();
              throw new IllegalStateException("always");
            });
    loop.start();
    await().until(() -> rounds.get() > 1);
    ticks.addAndGet(Duration.ofMinutes(2).toNanos());
    assertThat(loop.failingFor()).isGreaterThanOrEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void whoeverWatchesStartsAnotherThreadForOneThatHasEnded() {
    AtomicInteger threads = new AtomicInteger();
    WatchedThread loop =
        loop(
            work -> new Thread(threads.incrementAndGet() == 1 ? () -> {} : work),
            () -> {
              rounds.incrementAndGet();
              pause();
            });
    loop.start();
    loop.watch();
    assertThat(threads).as("not at once").hasValue(1);
    await()
        .until(
            () -> {
              ticks.addAndGet(Duration.ofSeconds(1).toNanos());
              loop.watch();
              return rounds.get() > 0;
            });
    assertThat(threads).hasValue(2);
    assertThat(ends).hasValue(0);
    await().until(() -> loop.failingFor().isZero());
  }

  @Test
  void triesAgainAndTellsItWhereNoThreadIsToBeHad() {
    AtomicInteger tries = new AtomicInteger();
    WatchedThread loop =
        loop(
            work -> {
              if (tries.incrementAndGet() > 1) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              return new Thread(() -> {});
            },
            rounds::incrementAndGet);
    loop.start();
    await()
        .until(
            () -> {
              ticks.addAndGet(Duration.ofSeconds(61).toNanos());
              loop.watch();
              return tries.get() > 3;
            });
    assertThat(loop.failingFor()).isGreaterThan(Duration.ofMinutes(1));
    goesOn.set(false);
    loop.join(Duration.ofSeconds(10));
    assertThat(ends).as("done by whoever waits").hasValue(1);
  }

  private WatchedThread loop(ThreadFactory threads, Runnable round) {
    return new WatchedThread(
        "the test", threads, ticks::get, goesOn::get, round, ends::incrementAndGet);
  }

  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Throws at every record. */
  static final class FailingLog extends Handler {
    @Override
    public void publish(LogRecord logRecord) {
      throw new NoClassDefFoundError("the log is broken");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
