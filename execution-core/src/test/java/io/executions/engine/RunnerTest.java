package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.OutputCarrier;
import io.executions.api.PermanentFailureException;
import io.executions.database.Text;
import io.executions.store.ClaimedExecution;
import io.executions.store.Lane;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RunnerTest {
  @TempDir Path dataDir;

  private final AtomicInteger signals = new AtomicInteger();
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void tellsThatAHandlerBeginsBeforeItDoes() {
    Outcome outcome =
        runner((input, context) -> signals.get()).run(run(Optional.of(Duration.ofMillis(50))));
    assertThat(outcome).isEqualTo(new Outcome.Completed(Text.of("1")));
  }

  @ParameterizedTest
  @EnumSource
  void aHandlerThatWasToldToStopBeforeDoesNotBegin(Run.Stop reason) {
    Run run = run(Optional.of(Duration.ofSeconds(1)));
    run.stop(reason, 0);
    Outcome outcome = runner((input, context) -> calls.incrementAndGet()).run(run);
    assertThat(calls).hasValue(0);
    assertThat(outcome)
        .isInstanceOf(
            switch (reason) {
              case CANCEL -> Outcome.Failed.class;
              case TIMEOUT -> Outcome.TimedOut.class;
              case RELEASE -> Outcome.Released.class;
            });
  }

  @Test
  void startsNoHandlerWhenTheNodeIsNotSureOfItsPlace() {
    Outcome outcome =
        runner(false, (input, context) -> calls.incrementAndGet()).run(run(Optional.empty()));
    assertThat(calls).hasValue(0);
    assertThat(outcome).isInstanceOf(Outcome.Released.class);
  }

  @Test
  void tellsAFailureForGoodFromAnyOther() {
    assertThat(
            runner(
                    (input, context) -> {
                      throw new PermanentFailureException("never");
                    })
                .run(run(Optional.empty())))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.permanent()).isTrue();
              assertThat(failed.message()).isEqualTo("never");
              assertThat(failed.detail()).contains("RunnerTest");
            });
    assertThat(
            runner(
                    (input, context) -> {
                      throw new IllegalStateException("not now");
                    })
                .run(run(Optional.empty())))
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.permanent()).isFalse());
  }

  @ParameterizedTest
  @MethodSource
  void wantOfMemoryOrAThreadIsTheNodesFaultNotTheExecutions(Throwable thrown) {
    Outcome outcome =
        runner(
                (input, context) -> {
                  throw thrown;
                })
            .run(run(Optional.empty()));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Starved.class,
            starved -> assertThat(starved.message()).contains("memory or threads", "heap"));
  }

  static List<Throwable> wantOfMemoryOrAThreadIsTheNodesFaultNotTheExecutions() {
    OutOfMemoryError error = new OutOfMemoryError("Java heap space");
    return List.of(
        error, new ExecutionException(error), new IllegalStateException("wrapped", error));
  }

  @Test
  void anExceptionThatCannotEvenBeAskedForItsCauseEndsTheRun() {
    Outcome outcome =
        runner(
                (input, context) -> {
                  throw new Unspeakable();
                })
            .run(run(Optional.empty()));
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
  }

  private static final class Unspeakable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable getCause() {
      throw new Unspeakable();
    }
  }

  @Test
  void keepsWhatAHandlerHadPutOutBeforeItFailed() {
    Outcome outcome = runner((input, context) -> fail("out")).run(run(Optional.empty()));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.output()).isEqualTo(Text.of("\"out\"")));
  }

  @Test
  void failsAsItDidWhereTheOutputIsTooLargeToBeKept() {
    Outcome outcome =
        runner((input, context) -> fail("x".repeat(1 << 20))).run(run(Optional.empty()));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.message()).isEqualTo("It broke");
              assertThat(failed.output()).isNull();
            });
  }

  @Test
  void aConflictThatAPlainHandlerMeetsIsAFailureLikeAnyOther() {
    assertThat(
            runner(
                    (input, context) -> {
                      throw new SQLException("Deadlock", "40001", 1213);
                    })
                .run(run(Optional.empty())))
        .isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void aTypeThatItDoesNotKnowIsAFailureToo() {
    Run run =
        new Run(
            new ClaimedExecution(
                1,
                1,
                2,
                "unknown",
                "{}",
                2,
                Optional.empty(),
                Optional.empty(),
                Lane.DEFAULT,
                null),
            1,
            Thread::new);
    assertThat(runner((input, context) -> null).run(run)).isInstanceOf(Outcome.Failed.class);
  }

  private Runner runner(TestHandler.Body body) {
    return runner(true, body);
  }

  private Runner runner(boolean sure, TestHandler.Body body) {
    EngineEnvironment environment =
        new TestEnvironment(new EngineDatabase(1), dataDir)
            .make(() -> 0, TestHandler.of("work", body));
    return new Runner(environment, () -> sure, run -> signals.incrementAndGet());
  }

  private static Object fail(String output) throws Exception {
    class Broken extends Exception implements OutputCarrier {
      private Broken() {
        super("It broke");
      }

      @Override
      public Optional<JsonValue> output() {
        return Optional.of(Json.createValue(output));
      }
    }
    throw new Broken();
  }

  private static Run run(Optional<Duration> timeout) {
    return new Run(
        new ClaimedExecution(
            1, 1, 2, "work", "{}", 2, timeout, Optional.empty(), Lane.DEFAULT, null),
        1,
        Thread::new);
  }
}
