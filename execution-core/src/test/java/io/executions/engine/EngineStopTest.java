package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.api.ExecutionContext;
import io.executions.database.Text;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time-outs and cancels. */
class EngineStopTest {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  @TempDir Path dataDir;

  private final EngineDatabase database = new EngineDatabase(1);
  private final AtomicLong ticks = new AtomicLong();
  private final Hold hold = new Hold();
  private SteppedNode node;

  @AfterEach
  void close() {
    hold.release();
    node.close();
  }

  @Test
  void aTimeOutInterruptsTheHandler() throws Exception {
    node = node((input, context) -> hold.obediently());
    long id = database.create(Creation.of("work").timeout(TIMEOUT));
    node.poll();
    hold.awaitEntered(1);
    assertThat(node.poll()).isLessThan(TIMEOUT);
    node.pass(TIMEOUT.minusNanos(1));
    assertThat(node.poll()).isEqualTo(Duration.ofNanos(1));
    assertThat(node.runs.find(id).isCancelled()).isFalse();

    node.pass(Duration.ofNanos(1));
    node.poll();
    node.finish();
    assertThat(database.row(id).status()).isEqualTo("failed");
    assertThat(database.row(id).errorMessage()).isEqualTo("Timed out after 600000 ms");
    assertThat(database.attempts(id)).containsExactly("timed_out");
  }

  @Test
  void aTimeOutIsTriedAgainLikeAnyFailure() throws Exception {
    node = node((input, context) -> context.attempt() == 1 ? hold.obediently() : context.attempt());
    long id = database.create(Creation.of("work").timeout(TIMEOUT).maxAttempts(2));
    node.poll();
    hold.awaitEntered(1);
    node.pass(TIMEOUT);
    node.finish();
    assertThat(database.row(id).status()).isEqualTo("pending");
    DatabaseTime.advance(Duration.ofSeconds(1));
    node.finish();
    assertThat(database.row(id).status()).isEqualTo("completed");
  }

  @Test
  void aHandlerThatIgnoresItsTimeOutIsShownOverdueAndKeepsItsSlot() throws Exception {
    node = node((input, context) -> hold.stubbornly());
    long id = database.create(Creation.of("work").timeout(TIMEOUT));
    long next = database.create("work");
    node.poll();
    hold.awaitEntered(1);
    node.pass(TIMEOUT);
    assertThat(node.poll()).isEqualTo(Duration.ofSeconds(1));
    assertThat(database.row(id).overdue()).isFalse();

    node.pass(Duration.ofSeconds(1));
    node.poll();
    assertThat(database.row(id).overdue()).isTrue();
    assertThat(database.row(id).status()).isEqualTo("running");
    assertThat(database.row(next).status()).isEqualTo("pending");

    hold.release();
    node.finish();
    assertThat(database.row(id).status()).isEqualTo("failed");
    assertThat(database.row(id).overdue()).isFalse();
    assertThat(database.attempts(id)).containsExactly("timed_out");
    assertThat(database.row(next).status()).isEqualTo("completed");
  }

  @Test
  void showsOverdueRunsWithoutSpinningWhileTheDatabaseIsAway() throws Exception {
    node = node((input, context) -> hold.stubbornly());
    long id = database.create(Creation.of("work").timeout(TIMEOUT));
    node.poll();
    hold.awaitEntered(1);
    node.pass(TIMEOUT);
    node.poll();
    node.pass(Duration.ofSeconds(2));
    database.unsteady().away(true);
    assertThat(node.poll()).isGreaterThanOrEqualTo(Duration.ofMillis(100));
    database.unsteady().away(false);
    node.poll();
    assertThat(database.row(id).overdue()).isTrue();
  }

  @Test
  void aTimeOutIsKeptWhileTheDatabaseIsAway() throws Exception {
    node = node((input, context) -> hold.obediently());
    long id = database.create(Creation.of("work").timeout(TIMEOUT));
    node.poll();
    hold.awaitEntered(1);
    database.unsteady().away(true);
    node.pass(TIMEOUT);
    node.poll();
    node.awaitReturned(1);
    database.unsteady().away(false);
    node.finish();
    assertThat(database.attempts(id)).containsExactly("timed_out");
  }

  @Test
  void aCancelledHandlerThatThrowsEndsAsCancelled() throws Exception {
    node = node((input, context) -> hold.obediently());
    long id = database.create(Creation.of("work").maxAttempts(5));
    cancelWhileItRuns(id);
    node.finish();
    assertThat(database.row(id).status()).isEqualTo("cancelled");
    assertThat(database.row(id).errorMessage()).isEqualTo("Cancelled while it was running");
    assertThat(database.attempts(id)).containsExactly("cancelled");
  }

  @Test
  void aCancelledHandlerThatReturnsAllTheSameIsCompleted() throws Exception {
    node = node((input, context) -> hold.stubbornly());
    long id = database.create("work");
    cancelWhileItRuns(id);
    node.pass(Duration.ofSeconds(1));
    node.poll();
    assertThat(database.row(id).status()).isEqualTo("running");
    assertThat(database.row(id).overdue()).isTrue();
    hold.release();
    node.finish();
    assertThat(database.row(id).status()).isEqualTo("completed");
    assertThat(database.attempts(id)).isEmpty();
  }

  @Test
  void aCancelRunsTheHandlersActionOnceOnAnotherThread() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    AtomicInteger runs = new AtomicInteger();
    AtomicReference<Thread> actor = new AtomicReference<>();
    AtomicBoolean late = new AtomicBoolean();
    node =
        node(
            (input, context) -> {
              context.onCancel(
                  () -> {
                    runs.incrementAndGet();
                    actor.set(Thread.currentThread());
                    stopped.countDown();
                  });
              uninterruptibly(hold, stopped);
              context.onCancel(() -> late.set(true));
              throw new IllegalStateException("cancelled " + context.isCancelled());
            });
    long id = database.create("work");
    cancelWhileItRuns(id);
    node.poll();
    node.finish();
    assertThat(runs).hasValue(1);
    assertThat(late).isTrue();
    assertThat(actor.get()).isNotSameAs(Thread.currentThread());
    assertThat(database.row(id).status()).isEqualTo("cancelled");
  }

  @Test
  void aCancelActionThatBlocksOrFailsHoldsUpNobody() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    node =
        node(
            (input, context) -> {
              context.onCancel(
                  () -> {
                    throw new NoClassDefFoundError("Action");
                  });
              context.onCancel(
                  () -> {
                    begun.countDown();
                    hold.stubbornly();
                  });
              return hold.obediently();
            });
    long id = database.create("work");
    node.poll();
    hold.awaitEntered(1);
    database.requestCancel(id);
    node.finish();
    begun.await();
    assertThat(database.row(id).status()).isEqualTo("cancelled");
    node.goesWell();
  }

  @Test
  void aHandlerThatHasReturnedIsNotStoppedAnyMore() throws Exception {
    AtomicBoolean acted = new AtomicBoolean();
    TestEnvironment around = new TestEnvironment(database, dataDir);
    around.transaction =
        (run, handler) -> {
          Outcome outcome = new Outcome.Completed(Text.of(handler.call()));
          hold.obediently();
          return outcome;
        };
    node =
        new SteppedNode(
            around,
            ticks,
            Optional.empty(),
            new TestHandler(
                "work",
                true,
                (input, context) -> {
                  context.onCancel(() -> acted.set(true));
                  return "done";
                }));
    long id = database.create(Creation.of("work").timeout(TIMEOUT));
    node.poll();
    hold.awaitEntered(1);
    node.pass(TIMEOUT);
    database.requestCancel(id);
    node.poll();
    hold.release();
    node.finish();
    assertThat(database.row(id).status()).isEqualTo("completed");
    assertThat(acted).isFalse();
  }

  @Test
  void anInterruptThatAHandlerDidNotSeeDoesNotReachTheNext() throws Exception {
    AtomicBoolean interrupted = new AtomicBoolean();
    node =
        node(
            (input, context) -> {
              if (context.id() == 1) {
                busyUntilCancelled(context);
                return null;
              }
              interrupted.set(Thread.currentThread().isInterrupted());
              return null;
            });
    long id = database.create("work");
    database.create("work");
    cancelWhileItRuns(id);
    node.finish();
    assertThat(database.count("completed")).isEqualTo(2);
    assertThat(interrupted).isFalse();
  }

  private void cancelWhileItRuns(long id) throws InterruptedException {
    node.poll();
    hold.awaitEntered(1);
    database.requestCancel(id);
    node.poll();
  }

  private void busyUntilCancelled(ExecutionContext context) {
    hold.release();
    hold.stubbornly();
    while (!context.isCancelled()) {
      Thread.onSpinWait();
    }
  }

  private static void uninterruptibly(Hold hold, CountDownLatch latch) {
    hold.release();
    hold.stubbornly();
    await().until(() -> done(latch));
  }

  private static boolean done(CountDownLatch latch) {
    return latch.getCount() == 0;
  }

  private SteppedNode node(TestHandler.Body body) {
    return new SteppedNode(
        new TestEnvironment(database, dataDir),
        ticks,
        Optional.empty(),
        TestHandler.of("work", body));
  }
}
