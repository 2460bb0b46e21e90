package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.store.ClaimedExecution;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SuspectsTest {
  private final Suspects suspects = new Suspects(1000);

  @Test
  void runsThatSomebodyHasLockedHoldUpNoOthers() {
    List<Run> ended = ended(1, 250);

    List<Run> first = suspects.next(ended);
    assertThat(ids(first)).isEqualTo(range(1, 200));
    assertThat(suspects.more()).isTrue();
    suspects.passed(first, List.of());

    List<Run> second = suspects.next(ended);
    assertThat(ids(second.subList(0, 50))).isEqualTo(range(201, 250));
    assertThat(suspects.more()).isFalse();
    suspects.passed(second, second.subList(0, 50));

    List<Run> third = suspects.next(ended.subList(0, 200));
    assertThat(ids(third.subList(0, 50))).isEqualTo(range(151, 200));
    suspects.passed(third, third);
    assertThat(suspects.more()).isFalse();
  }

  @Test
  void oneThatBreaksOffAgainAndAgainLeavesRoomForAllElse() {
    List<Run> ended = ended(1, 1);
    suspects.brokenOff(suspects.next(ended));
    suspects.brokenOff(suspects.next(ended));

    for (int times = 0; times < 3; times++) {
      List<Run> suspect = suspects.next(ended);
      assertThat(suspects.isSuspect(suspect)).isTrue();
      suspects.brokenOff(suspect);
      assertThat(suspects.next(ended)).isEmpty();
      assertThat(suspects.more()).isTrue();
    }
  }

  @Test
  void thoseThatWereBrokenOffByChanceGoOneAfterTheOther() {
    List<Run> ended = ended(1, 3);
    suspects.brokenOff(suspects.next(ended));
    suspects.brokenOff(suspects.next(ended));

    for (Run run : ended) {
      List<Run> suspect = suspects.next(ended);
      assertThat(suspect).containsExactly(run);
      suspects.passed(suspect, suspect);
      ended = ended.subList(1, ended.size());
    }
    assertThat(suspects.more()).isFalse();
  }

  private static List<Run> ended(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(SuspectsTest::ended).toList();
  }

  private static Run ended(long id) {
    Run run =
        new Run(new ClaimedExecution(id, 1, "work", "{}", 2, Optional.empty()), 1, Thread::new);
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
