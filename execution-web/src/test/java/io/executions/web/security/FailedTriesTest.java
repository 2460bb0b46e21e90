package io.executions.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailedTriesTest {
  private final SettableTime time = new SettableTime();
  private final List<Duration> delays = Collections.synchronizedList(new ArrayList<>());
  private final List<String> log = new ArrayList<>();
  private final CountDownLatch delaysEnd = new CountDownLatch(1);
  private final ExecutorService clients = Executors.newCachedThreadPool();
  private final FailedTries tries = new FailedTries(time, delays::add, new FailureReport(log::add));
  private final FailedTries slow =
      new FailedTries(
          time,
          delay -> {
            delays.add(delay);
            delaysEnd.await();
          },
          new FailureReport(log::add));

  @AfterEach
  void endDelays() {
    delaysEnd.countDown();
    clients.shutdown();
  }

  @Test
  void delaysEachFailureAfterTheFifthAndEverLonger() {
    fail(tries, "a", 5);
    assertThat(delays).isEmpty();
    fail(tries, "a", 7);
    assertThat(delays)
        .extracting(Duration::toMillis)
        .containsExactly(100L, 200L, 400L, 800L, 1000L, 1000L, 1000L);
    tries.tellTheRest();
    assertThat(log).containsExactly("12 requests with a wrong token from a");
  }

  @Test
  void countsEachAddressByItself() {
    fail(tries, "a", 5);
    fail(tries, "b", 5);
    assertThat(delays).isEmpty();
  }

  @Test
  void forgetsFailuresAfterAMinute() {
    fail(tries, "a", 4);
    time.advance(Duration.ofSeconds(59));
    fail(tries, "a", 2);
    assertThat(delays).hasSize(1);
    time.advance(Duration.ofSeconds(1));
    fail(tries, "a", 3);
    assertThat(delays).hasSize(1);
  }

  @Test
  void countsTheMinuteBeforeEachTryAndNotOneThatBeganSomeTime() {
    fail(tries, "a", 5);
    time.advance(Duration.ofSeconds(59));
    fail(tries, "a", 5);
    assertThat(delays).hasSize(5);
    time.advance(Duration.ofSeconds(2));
    fail(tries, "a", 1);
    assertThat(delays).hasSize(6);
  }

  @Test
  void refusesAnAddressUnseenWhileEightOfItsFailuresAreDelayed() {
    fail(slow, "a", 5);
    List<CompletableFuture<Boolean>> held = hold("a", FailedTries.DELAYED_PER_ADDRESS);
    assertThat(slow.admits("a")).isFalse();
    assertThat(slow.fail("a")).isFalse();
    slow.tellTheRest();
    assertThat(log).containsExactly("13 requests with a wrong token from a");
    assertThat(slow.admits("b")).isTrue();
    assertThat(slow.fail("b")).isTrue();

    delaysEnd.countDown();
    assertThat(held).allSatisfy(each -> assertThat(each.join()).isTrue());
    assertThat(slow.admits("a")).isTrue();
  }

  @Test
  void holdsFewThreadsInAllWhateverTheNumberOfAddresses() {
    List.of("a", "b", "c", "d").forEach(address -> fail(slow, address, 5));
    hold("a", 7);
    hold("b", 7);
    hold("c", 2);
    assertThat(slow.admits("d")).isFalse();
    assertThat(slow.fail("d")).isFalse();
    assertThat(slow.admits("e")).isTrue();
    assertThat(delays).hasSize(FailedTries.DELAYED_IN_ALL);
  }

  @Test
  void lettingThreadsGoSurvivesAnInterrupt() {
    FailedTries interrupted =
        new FailedTries(
            time,
            delay -> {
              throw new InterruptedException();
            },
            new FailureReport(log::add));
    fail(interrupted, "a", 5 + 2 * FailedTries.DELAYED_PER_ADDRESS);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(interrupted.admits("a")).isTrue();
  }

  @Test
  void remembersOnlySoManyAddresses() {
    fail(tries, "first", 5);
    for (int i = 0; i < FailedTries.ADDRESSES - 1; i++) {
      fail(tries, "rotating-" + i, 1);
    }
    fail(tries, "first", 1);
    assertThat(delays).hasSize(1);
    for (int i = 0; i < FailedTries.ADDRESSES; i++) {
      fail(tries, "more-" + i, 1);
    }
    fail(tries, "first", 5);
    assertThat(delays).hasSize(1);
  }

  @Test
  void sumsUpAMinuteInOneLine() {
    fail(tries, "10.0.0.1", 17);
    fail(tries, "10.0.0.2", 1);
    assertThat(log).isEmpty();
    time.advance(Duration.ofMinutes(1));
    tries.admits("10.0.0.3");
    tries.admits("10.0.0.3");
    assertThat(log)
        .containsExactly(
            "17 requests with a wrong token from 10.0.0.1; "
                + "1 request with a wrong token from 10.0.0.2");
  }

  @Test
  void namesTenAddressesInALineAndSumsUpTheOthers() {
    for (int i = 1; i <= 13; i++) {
      fail(tries, "10.0.0." + i, 1);
    }
    tries.tellTheRest();
    tries.tellTheRest();
    assertThat(log)
        .singleElement()
        .asString()
        .contains("10.0.0.10; 3 requests with a wrong token from other addresses")
        .doesNotContain("10.0.0.11");
  }

  private static void fail(FailedTries tries, String address, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(tries.fail(address)).isTrue();
    }
  }

  private List<CompletableFuture<Boolean>> hold(String address, int times) {
    int before = delays.size();
    List<CompletableFuture<Boolean>> held = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      held.add(CompletableFuture.supplyAsync(() -> slow.fail(address), clients));
    }
    await().until(() -> delays.size() == before + times);
    return held;
  }
}
