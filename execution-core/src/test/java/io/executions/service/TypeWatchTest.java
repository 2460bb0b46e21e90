package io.executions.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.ServiceUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TypeWatchTest {
  private final AtomicLong ticks = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();
  private final Queue<Runnable> apart = new ArrayDeque<>();
  private List<String> unhandled = List.of("mail");
  private boolean away;
  private final TypeWatch watch = new TypeWatch(this::ask, apart::add, ticks::get);

  @Test
  void asksTheDatabaseOnceInFiveSeconds() {
    for (int i = 0; i < 10; i++) {
      assertThat(watch.unhandled()).containsExactly("mail");
      assertThat(watch.knownUnhandled()).containsExactly("mail");
    }
    assertThat(asked).hasValue(1);
    assertThat(apart).isEmpty();

    unhandled = List.of();
    pass(RecentNames.RECENT);
    assertThat(watch.unhandled()).isEmpty();
    assertThat(asked).hasValue(2);
  }

  @Test
  void whoMustNotWaitHasOthersAskAndOnlyOneOfThem() {
    assertThat(watch.knownUnhandled()).isEmpty();
    assertThat(watch.knownUnhandled()).isEmpty();
    assertThat(asked).hasValue(0);
    assertThat(apart).hasSize(1);

    apart.remove().run();
    assertThat(watch.knownUnhandled()).containsExactly("mail");
    pass(RecentNames.RECENT);
    assertThat(watch.knownUnhandled()).containsExactly("mail");
    assertThat(apart).hasSize(1);
  }

  @Test
  void whatWasKnownLongAgoIsNotToldAndAnOutageIsNoEnd() {
    watch.unhandled();
    away = true;
    pass(RecentNames.RECENT);
    assertThatThrownBy(watch::unhandled).isInstanceOf(ServiceUnavailableException.class);
    assertThat(watch.knownUnhandled()).containsExactly("mail");
    apart.remove().run();
    pass(RecentNames.OUTDATED);
    assertThat(watch.knownUnhandled()).isEmpty();
    apart.remove().run();

    away = false;
    watch.knownUnhandled();
    apart.remove().run();
    assertThat(watch.knownUnhandled()).containsExactly("mail");
  }

  @Test
  void aServerWithoutAThreadIsAskedAgain() {
    AtomicInteger refused = new AtomicInteger();
    TypeWatch without =
        new TypeWatch(
            this::ask,
            work -> {
              refused.incrementAndGet();
              throw new RejectedExecutionException();
            },
            ticks::get);

    assertThat(without.knownUnhandled()).isEmpty();
    assertThat(without.knownUnhandled()).isEmpty();
    assertThat(refused).hasValue(2);
  }

  private List<String> ask() {
    asked.incrementAndGet();
    if (away) {
      throw new ServiceUnavailableException("away", null);
    }
    return unhandled;
  }

  private void pass(Duration time) {
    ticks.addAndGet(time.toNanos());
  }
}
