package io.executions.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitingAnswersTest {
  private final ContextThreads application = new ContextThreads();
  private final WaitingThreads threads = new WaitingThreads(() -> application::newThread);
  private final WaitingAnswers answers = new WaitingAnswers(threads);
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger over = new AtomicInteger();

  @AfterEach
  void end() {
    threads.close();
  }

  /** It was counted as under way for ever. */
  @Test
  void nobodyWaitsForWhatComesAfterTheThreadsHaveEnded() throws Exception {
    threads.close();

    send();

    assertThat(haveArrived()).isTrue();
    assertThat(sent).hasValue(0);
    assertThat(over).hasValue(1);
  }

  @Test
  void sendsHereWhatThereIsNoThreadFor() throws Exception {
    application.refuse(0);

    application.run(this::send);

    assertThat(haveArrived()).isTrue();
    assertThat(sent).hasValue(1);
    assertThat(over).hasValue(1);
  }

  @Test
  void whatCannotBeSentIsOverToo() throws Exception {
    application.run(
        () ->
            answers.send(
                () -> {
                  throw new IllegalStateException("The client has hung up");
                },
                over::incrementAndGet));

    assertThat(haveArrived()).isTrue();
    await().until(() -> over.get() == 1);
  }

  @Test
  void howManyOutputsAreInMemoryDependsOnTheHeap() {
    assertThat(WaitingOutputs.most(16L << 20)).isEqualTo(2);
    assertThat(WaitingOutputs.most(512L << 20)).isEqualTo(8);
    assertThat(WaitingOutputs.most(8L << 30)).isEqualTo(32);
  }

  private void send() {
    answers.send(sent::incrementAndGet, over::incrementAndGet);
  }

  private boolean haveArrived() throws InterruptedException {
    return answers.arriveBefore(System.nanoTime() + TimeUnit.SECONDS.toNanos(10));
  }
}
