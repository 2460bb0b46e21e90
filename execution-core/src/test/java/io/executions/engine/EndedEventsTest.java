package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndedEventsTest {
  private final List<List<Long>> fired = new CopyOnWriteArrayList<>();
  private EndedEvents events = new EndedEvents(fired::add);

  @AfterEach
  void ends() {
    events.close();
  }

  @Test
  void tellOfEachThatHasEndedOnceAndOfManyTogether() {
    events.start(Thread::new, System::nanoTime);

    LongStream.range(0, 1000).forEach(id -> events.add(TestMoves.ends(id)));

    await().until(() -> fired.stream().mapToInt(List::size).sum() == 1000);
    assertThat(fired.stream().flatMap(List::stream))
        .containsExactlyElementsOf(LongStream.range(0, 1000).boxed().toList());
    assertThat(fired).hasSizeLessThan(500);
  }

  @Test
  void tellAllBeforeTheyAreClosed() {
    events.start(Thread::new, System::nanoTime);
    events.add(TestMoves.ends(1L));
    events.add(TestMoves.ends(2L));

    events.close();

    assertThat(fired.stream().flatMap(List::stream)).containsExactly(1L, 2L);
  }

  @Test
  void keepNobodyWaitingWhileAnEventIsPassedOn() throws Exception {
    CountDownLatch passedOn = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    events =
        new EndedEvents(
            ids -> {
              begun.countDown();
              try {
                passedOn.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              fired.add(ids);
            });
    events.start(Thread::new, System::nanoTime);
    events.add(TestMoves.ends(1L));
    begun.await();

    events.add(TestMoves.ends(2L));
    assertThat(fired).isEmpty();

    passedOn.countDown();
    await().until(() -> fired.size() == 2);
  }

  @Test
  void goOnWhenOneFails() {
    events =
        new EndedEvents(
            ids -> {
              if (ids.contains(1L)) {
                throw new IllegalStateException("This one fails");
              }
              fired.add(ids);
            });
    events.start(Thread::new, System::nanoTime);
    events.add(TestMoves.ends(1L));
    await().until(() -> tells(2L));
    events.add(TestMoves.ends(3L));
    await().until(() -> fired.stream().anyMatch(ids -> ids.contains(3L)));
  }

  private boolean tells(long id) {
    events.add(TestMoves.ends(id));
    return fired.stream().anyMatch(ids -> ids.contains(id));
  }

  @Test
  void tellAgainAfterTheyWereStartedAgain() {
    events.start(Thread::new, System::nanoTime);
    events.close();
    events.start(Thread::new, System::nanoTime);

    events.add(TestMoves.ends(1L));

    await().until(() -> fired.size() == 1);
  }

  @Test
  void canBeStartedAgainWhenThereWasNoThreadForThem() {
    assertThatThrownBy(
            () ->
                events.start(
                    work -> {
                      throw new IllegalStateException("No thread");
                    },
                    System::nanoTime))
        .hasMessage("No thread");
    events.add(TestMoves.ends(1L));

    events.start(Thread::new, System::nanoTime);

    await().until(() -> fired.size() == 1);
  }
}
