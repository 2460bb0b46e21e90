package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.store.ClaimedExecution;
import io.executions.store.Lane;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EndedRunsTest {
  private final EndedRuns runs = new EndedRuns(1000);

  @Test
  void runsThatSomebodyHasLockedHoldUpNoOthers() {
    List<Run> ended = ended(1, 250);

    List<Run> first = runs.next(ended);
    assertThat(ids(first)).isEqualTo(range(1, 200));
    assertThat(runs.more()).isTrue();
    runs.passed(first, List.of());

    List<Run> second = runs.next(ended);
    assertThat(ids(second.subList(0, 50))).isEqualTo(range(201, 250));
    assertThat(runs.more()).isFalse();
    runs.passed(second, second.subList(0, 50));

    List<Run> third = runs.next(ended.subList(0, 200));
    assertThat(ids(third.subList(0, 50))).isEqualTo(range(151, 200));
    runs.passed(third, third);
    assertThat(runs.more()).isFalse();
  }

  private static List<Run> ended(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(EndedRunsTest::ended).toList();
  }

  private static Run ended(long id) {
    Run run =
        new Run(
            new ClaimedExecution(
                id, 1, 2, "work", "{}", 2, Optional.empty(), Optional.empty(), Lane.DEFAULT, null),
            1,
            Thread::new);
    run.end(new Outcome.Completed(null));
    return run;
  }

  private static List<Long> ids(List<Run> runs) {
    return runs.stream().map(Run::id).toList();
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }
}
