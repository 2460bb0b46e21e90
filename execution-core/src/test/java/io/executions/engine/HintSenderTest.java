package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.hints.Hint;
import io.executions.hints.HintWay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HintSenderTest {
  private final Way way = new Way();
  private HintSender sender;

  /** Keeps what is sent, once it may. */
  private static final class Way implements HintWay {
    final List<Set<String>> sent = new CopyOnWriteArrayList<>();
    volatile CountDownLatch may = new CountDownLatch(0);
    volatile boolean broken;

    @Override
    public void send(Hint hint) throws IOException {
      try {
        may.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      sent.add(hint.types());
      if (broken) {
        throw new IOException("broken");
      }
    }

    @Override
    public Optional<Hint> receive(Duration most) {
      return Optional.empty();
    }

    @Override
    public boolean hears() {
      return true;
    }

    @Override
    public void close() {}
  }

  @AfterEach
  void close() {
    way.may.countDown();
    sender.close();
  }

  @Test
  void whatIsSaidWhileOneIsUnderWayGoesOutTogetherAndNothingIsLost() {
    start(false);
    way.may = new CountDownLatch(1);
    sender.say(Set.of("mail"));
    await().until(() -> waiting() == 1);
    for (int i = 0; i < 1000; i++) {
      sender.say(Set.of("mail", "work"));
    }
    way.may.countDown();

    await().untilAsserted(() -> assertThat(way.sent).hasSize(2));
    assertThat(way.sent).containsExactly(Set.of("mail"), Set.of("mail", "work"));
  }

  @Test
  void anythingIsMoreThanTypes() {
    start(false);
    way.may = new CountDownLatch(1);
    sender.say(Set.of("mail"));
    await().until(() -> waiting() == 1);
    sender.say(Set.of("work"));
    sender.sayAnything();
    way.may.countDown();

    await().untilAsserted(() -> assertThat(way.sent).containsExactly(Set.of("mail"), Set.of()));
  }

  @Test
  void whereCommitsSpreadSlowlyItIsSaidTwice() {
    start(true);
    sender.say(Set.of("mail"));

    await().untilAsserted(() -> assertThat(way.sent).hasSize(2));
    await()
        .during(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(way.sent).containsExactly(Set.of("mail"), Set.of("mail")));
  }

  @Test
  void whatFailsEndsNothing() {
    start(false);
    way.broken = true;
    sender.say(Set.of("mail"));
    await().untilAsserted(() -> assertThat(way.sent).hasSize(1));
    way.broken = false;
    sender.say(Set.of("work"));

    await()
        .untilAsserted(() -> assertThat(way.sent).containsExactly(Set.of("mail"), Set.of("work")));
  }

  private void start(boolean twice) {
    sender = new HintSender(List.of(way), twice);
    sender.start(
        new TestEnvironment(new EngineDatabase(1), Path.of("unused")).make(System::nanoTime));
  }

  /** Returns how many threads are held up. */
  private long waiting() {
    return Thread.getAllStackTraces().values().stream()
        .filter(
            stack ->
                java.util.Arrays.stream(stack)
                    .anyMatch(frame -> frame.getClassName().equals(Way.class.getName())))
        .count();
  }
}
