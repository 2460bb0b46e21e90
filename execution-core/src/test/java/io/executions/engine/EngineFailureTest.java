package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.PermanentFailureException;
import java.nio.file.Path;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.api.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EngineFailureTest {
  @TempDir Path dataDir;

  private final EngineDatabase database = new EngineDatabase(10);
  private final AtomicLong ticks = new AtomicLong();
  private final Hold hold = new Hold();
  private SteppedNode node;

  @AfterEach
  void close() {
    node.close();
  }

  static List<Throwable> whatHandlersThrow() {
    Throwable circular = new IllegalStateException("round");
    circular.initCause(new IllegalStateException("and round", circular));
    return List.of(
        new IllegalStateException((String) null),
        new IllegalStateException("  \n "),
        new IllegalStateException("x".repeat(5_000_000)),
        new IllegalStateException("\0 in\0 it\0"),
        new IllegalStateException("\ud83d\ude00".repeat(1000) + "\ud83d"),
        new StackOverflowError(),
        new ThreadDeathLike(),
        new InterruptedException("by itself"),
        new Exception() {},
        circular,
        new FailingToTell());
  }

  @ParameterizedTest
  @MethodSource("whatHandlersThrow")
  void whateverAHandlerThrowsFailsThatExecutionAlone(Throwable thrown) {
    node =
        node(
            TestHandler.of(
                "bad",
                (input, context) -> {
                  throw thrown;
                }),
            TestHandler.of("good", (input, context) -> "fine"));
    long bad = database.create("bad");
    long good = database.create("good");
    node.finish();

    ExecutionRow row = database.row(bad);
    assertThat(row.status()).isEqualTo("failed");
    assertThat(row.errorMessage()).isNotBlank().hasSizeLessThanOrEqualTo(1000);
    assertThat(row.errorMessage().chars()).noneMatch(Character::isISOControl);
    assertThat(database.attempts(bad)).containsExactly("failed");
    assertThat(database.row(good).status()).isEqualTo("completed");
    node.goesWell();
  }

  @Test
  void aDeepRecursionEndsAsAFailure() {
    node = node(TestHandler.of("deep", (input, context) -> depth(0)));
    long id = database.create("deep");
    node.finish();
    assertThat(database.row(id).errorMessage()).isEqualTo("StackOverflowError");
  }

  @Test
  void aFailedAttemptIsTriedAgainAfterItsBackoffByTheDatabasesClock() throws Exception {
    List<String> shownWhileItRuns = new CopyOnWriteArrayList<>();
    node =
        node(
            TestHandler.of(
                "flaky",
                (input, context) -> {
                  shownWhileItRuns.add("" + database.row(context.id()).errorMessage());
                  if (context.attempt() < 3) {
                    throw new IllegalStateException("attempt " + context.attempt());
                  }
                  return context.attempt();
                }));
    long id = database.create(Creation.of("flaky").maxAttempts(3));
    node.finish();
    assertThat(database.row(id).status()).isEqualTo("pending");
    assertThat(database.row(id).errorMessage()).isEqualTo("attempt 1");
    assertThat(node.poll()).isBetween(Duration.ofMillis(10), Duration.ofSeconds(1));

    DatabaseTime.advance(Duration.ofSeconds(1));
    node.finish();
    assertThat(database.row(id).attempt()).isEqualTo(2);
    assertThat(node.poll()).isBetween(Duration.ofMillis(900), Duration.ofSeconds(2));

    DatabaseTime.advance(Duration.ofSeconds(2));
    node.finish();
    ExecutionRow row = database.row(id);
    assertThat(shownWhileItRuns).containsExactly("null", "null", "null");
    assertThat(row.status()).isEqualTo("completed");
    assertThat(row.failures()).isEqualTo(2);
    assertThat(row.errorMessage()).isNull();
    assertThat(database.attempts(id)).containsExactly("failed", "failed");
  }

  @Test
  void aPermanentFailureIsNotTriedAgain() {
    node =
        node(
            TestHandler.of(
                "never",
                (input, context) -> {
                  throw new PermanentFailureException("no use");
                }));
    long id = database.create(Creation.of("never").maxAttempts(100));
    node.finish();
    assertThat(database.row(id).status()).isEqualTo("failed");
    assertThat(database.row(id).errorMessage()).isEqualTo("no use");
    assertThat(database.row(id).failures()).isEqualTo(1);
  }

  @Test
  void anOutputThatIsTooLargeFailsSayingSo() {
    node =
        node(
            TestHandler.of("large", (input, context) -> "é".repeat(524_288)),
            TestHandler.of("fits", (input, context) -> "e".repeat(1_048_574)));
    long large = database.create(Creation.of("large").maxAttempts(5));
    long fits = database.create("fits");
    node.finish();
    assertThat(database.row(large).status()).isEqualTo("failed");
    assertThat(database.row(large).errorMessage())
        .isEqualTo("The output has 1048578 bytes; EXECUTION_OUTPUT_MAX_BYTES allows 1048576");
    assertThat(database.row(fits).status()).isEqualTo("completed");
  }

  @Test
  void anEndThatTheDatabaseRefusesIsSetApartAndFails() throws Exception {
    database.update(
        "CREATE TRIGGER refuse BEFORE UPDATE ON execution FOR EACH ROW CALL '%s'"
            .formatted(Refusal.class.getName()));
    node =
        node(
            TestHandler.of("bad", (input, context) -> hold.obediently() + " poison"),
            TestHandler.of("good", (input, context) -> hold.obediently()));
    long first = database.create("good");
    long bad = database.create("bad");
    List<Long> others = database.create("good", 5);
    allReturnBetweenTurns(7);
    node.poll();
    assertThat(database.count("completed")).isEqualTo(6);
    assertThat(database.row(bad).status()).isEqualTo("running");

    node.pass(Duration.ofSeconds(5));
    node.finish();

    assertThat(database.row(bad).status()).isEqualTo("failed");
    assertThat(database.row(bad).errorMessage())
        .startsWith("Its end could not be recorded:")
        .contains("refused");
    assertThat(database.row(first).status()).isEqualTo("completed");
    assertThat(others).allSatisfy(id -> assertThat(database.row(id).output()).contains("held"));
    node.goesWell();
  }

  @Test
  void anEndThatIsRefusedForAMomentIsRecordedAfterIt() throws Exception {
    database.update(
        "CREATE TRIGGER refuse BEFORE UPDATE ON execution FOR EACH ROW CALL '%s'"
            .formatted(Refusal.class.getName()));
    node = node(TestHandler.of("bad", (input, context) -> hold.obediently() + " poison"));
    long id = database.create("bad");
    allReturnBetweenTurns(1);
    for (int polls = 0; polls < 40; polls++) {
      assertThat(node.poll()).isLessThanOrEqualTo(Duration.ofSeconds(5));
      node.pass(Duration.ofMillis(100));
    }
    database.update("DROP TRIGGER refuse");
    node.finish();
    assertThat(database.row(id).status()).isEqualTo("completed");
  }

  @Test
  void aDatabaseThatRefusesEveryEndForAWhileLosesNone() throws Exception {
    node = node(TestHandler.of("good", (input, context) -> hold.obediently()));
    long id = database.create("good");
    allReturnBetweenTurns(1);
    database.update("ALTER TABLE execution ADD CONSTRAINT full_disk CHECK (status = 'running')");
    for (int polls = 0; polls < 10; polls++) {
      node.poll();
    }
    assertThat(node.report.lastError()).isPresent();
    assertThat(database.row(id).status()).isEqualTo("running");

    database.update("ALTER TABLE execution DROP CONSTRAINT full_disk");
    node.finish();
    assertThat(database.row(id).status()).isEqualTo("completed");
    assertThat(database.row(id).output()).contains("held");
    node.goesWell();
  }

  @Test
  void anEndWhoseAnswerWasLostIsRecordedOnce() throws Exception {
    node = node(TestHandler.of("good", (input, context) -> hold.obediently()));
    long id = database.create("good");
    allReturnBetweenTurns(1);
    database.unsteady().loseAnswerToNextCommit();
    node.poll();
    assertThat(node.report.lastError()).isPresent();
    assertThat(node.runs.isEmpty()).isFalse();
    node.finish();
    assertThat(database.row(id).status()).isEqualTo("completed");
    assertThat(database.ended()).isEqualTo(1);
  }

  private void allReturnBetweenTurns(int handlers) throws InterruptedException {
    node.poll();
    hold.awaitEntered(handlers);
    hold.release();
    node.awaitAllReturned();
  }

  private SteppedNode node(TestHandler... handlers) {
    return new SteppedNode(
        new TestEnvironment(database, dataDir), ticks, Optional.empty(), handlers);
  }

  /** Makes the database refuse some outputs, at great length. */
  public static final class Refusal implements Trigger {
    /** Made by the database. */
    public Refusal() {}

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
      for (Object value : after) {
        if (value instanceof Clob text
            && text.getSubString(1, (int) text.length()).contains("poison")) {
          throw new SQLException("refused ".repeat(300), "22000");
        }
      }
    }
  }

  private static int depth(int depth) {
    return depth(depth + 1) + 1;
  }

  /** Like {@link ThreadDeath}, which newer JDKs want to remove. */
  private static final class ThreadDeathLike extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static final class FailingToTell extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("not even its message");
    }
  }
}
