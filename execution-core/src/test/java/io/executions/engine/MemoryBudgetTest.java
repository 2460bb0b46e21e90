package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.database.Text;
import io.executions.settings.Settings;
import io.executions.settings.SettingsParser;
import io.executions.store.ClaimedExecution;
import io.executions.store.Due;
import io.executions.store.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryBudgetTest {
  private static final long MIB = 1 << 20;
  private static final long HEAP = 256 * MIB;

  /** A quarter of the heap, but for one execution more of the largest kind. */
  private static final long MOST = 64 * MIB - 4 * MIB;

  private final Runs runs = new Runs();
  private final AtomicLong ticks = new AtomicLong();
  private final MemoryBudget memory = new MemoryBudget(runs, settings(), HEAP, ticks::get);

  @BeforeEach
  void outputsOfThisTypeAreKnownToBeSmall() {
    for (int runs = 0; runs < 30; runs++) {
      memory.ended("work", new Outcome.Completed(null));
    }
  }

  @Test
  void oneTransactionReadsEightMebibytesOrOneRow() {
    assertThat(memory.fitting(due(20, MIB))).hasSize(8);
    assertThat(memory.fitting(due(20, 3 * MIB))).hasSize(2);
    assertThat(memory.fitting(due(20, 9 * MIB))).hasSize(1);
    assertThat(memory.fitting(due(20, 10))).hasSize(20);
  }

  @ParameterizedTest(name = "a lease of {0} ms: {1} of 100 KiB")
  @CsvSource({"1000, 8", "5000, 40", "10000, 81", "3600000, 81"})
  void withAShortLeaseOneTransactionReadsLess(String lease, int fitting) {
    Map<String, String> given = Map.of("EXECUTION_LEASE_MS", lease);
    Settings settings =
        Settings.read(new SettingsParser(name -> Optional.ofNullable(given.get(name))));
    MemoryBudget ofLease = new MemoryBudget(runs, settings, HEAP, ticks::get);
    for (int runs = 0; runs < 30; runs++) {
      ofLease.ended("work", new Outcome.Completed(null));
    }

    assertThat(ofLease.fitting(due(100, 100 << 10))).hasSize(fitting);
    assertThat(ofLease.fitting(due(2, 3 * MIB)).size()).isGreaterThanOrEqualTo(1);
  }

  @Test
  void theNodeHoldsAQuarterOfItsHeapAndThenClaimsNothing() {
    int claimed = 0;
    for (List<Due> some = memory.fitting(due(8, MIB)); !some.isEmpty(); ) {
      for (Due one : some) {
        run(++claimed, one.inputBytes());
      }
      some = memory.fitting(due(8, MIB));
    }
    assertThat(claimed).isEqualTo((int) (MOST / (2 * MIB)));
    assertThat(memory.free()).isZero();
  }

  @Test
  void anInputIsFreedWhenItsHandlerHasReturnedAndAnOutputWhenItIsRecorded() {
    Run run = run(1, 10 * MIB);
    assertThat(memory.free()).isEqualTo(MOST - 20 * MIB);
    run.end(new Outcome.Completed(Text.of("x".repeat((int) MIB))));
    assertThat(memory.free()).isEqualTo(MOST - 2 * MIB);
    assertThat(run.claimed().input()).isNull();
    runs.forget(List.of(run));
    assertThat(memory.free()).isEqualTo(MOST);
  }

  @Test
  void anInputThatIsLargerThanAllIsClaimedAsLongAsAnythingIsFree() {
    assertThat(memory.fitting(due(2, 2 * HEAP))).hasSize(1);
    run(1, 2 * HEAP);
    assertThat(memory.fitting(due(2, 1))).isEmpty();
  }

  @Test
  void runsAreExpectedToEndWithOutputsAsLargeAsTheLastOfTheirType() {
    memory.ended("work", new Outcome.Completed(Text.of("x".repeat((int) MIB))));
    run(1, 0);
    assertThat(memory.free()).isEqualTo(MOST - 2 * MIB);
    memory.ended("work", new Outcome.Completed(null));
    assertThat(memory.free()).isEqualTo(MOST - MIB);
  }

  @Test
  void ofATypeThatIsNewTheLargestOutputIsExpectedAndSoonLess() {
    List<Due> order =
        IntStream.range(0, 99).mapToObj(i -> new Due(i, "new", "default", 1)).toList();
    assertThat(memory.fitting(order)).hasSize((int) (MOST / (2 * MIB)) - 1);
    for (int runs = 0; runs < 3; runs++) {
      memory.ended("new", new Outcome.Completed(Text.of("small")));
    }
    assertThat(memory.fitting(order)).hasSize(99);
  }

  @Test
  void aNodeThatHadNoMemoryRestsAndThenTakesFewerOfThatType() {
    memory.ended("work", new Outcome.Starved("no memory"));
    assertThat(memory.free()).isZero();
    assertThat(memory.fitting(due(1, 1))).isEmpty();
    ticks.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(memory.fitting(due(100, 1))).hasSize((int) (MOST / (2 * MIB)) - 1);
  }

  private Run run(long id, long inputBytes) {
    Run run =
        new Run(
            new ClaimedExecution(
                id,
                1,
                2,
                "work",
                "{}",
                inputBytes,
                Optional.empty(),
                Optional.empty(),
                Lane.DEFAULT,
                null),
            1,
            Thread::new);
    runs.add(run);
    return run;
  }

  private static List<Due> due(int count, long bytes) {
    return IntStream.range(0, count).mapToObj(i -> new Due(i, "work", "default", bytes)).toList();
  }

  private static Settings settings() {
    return Settings.read(new SettingsParser(name -> Optional.empty()));
  }
}
