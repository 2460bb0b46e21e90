package io.executions.it.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Histories of one node that is only killed. */
class HistoryJudgeTest {
  private static final List<Absence> NONE = List.of();
  private static final List<Absence> ONE = List.of(Absence.killed(100, 200));

  @Test
  void findsNothingWrongWithAGoodHistory() {
    Judgement judgement =
        judge(2, ONE, "start 1 1 10", "start 2 1 20", "end 1 1 30", "start 2 2 210", "end 2 2 220");

    assertThat(judgement.breaches()).isEmpty();
    assertThat(judgement.runs()).isEqualTo(3);
    assertThat(judgement.interrupted()).isEqualTo(1);
    assertThat(judgement.mostRunning()).isEqualTo(2);
  }

  @Test
  void findsAnAttemptThatStartedTwice() {
    assertBreach("START twice", NONE, "start 1 1 10", "start 1 1 11", "end 1 1 20");
  }

  @Test
  void findsAnAttemptThatStartedTwiceOnBothSidesOfAKill() {
    assertBreach("START twice", ONE, "start 1 1 10", "start 1 1 210", "end 1 1 220");
  }

  @Test
  void findsAnAttemptThatEndedTwice() {
    assertBreach("END twice", NONE, "start 1 1 10", "end 1 1 20", "end 1 1 21");
  }

  @Test
  void findsAnEndWithoutAStart() {
    assertBreach("without a start", NONE, "end 1 1 20");
  }

  @Test
  void findsARunThatNeverEnded() {
    assertBreach("never ended", NONE, "start 1 1 10", "end 1 1 20", "start 1 2 30");
  }

  @Test
  void findsAnExecutionThatNeverRan() {
    Judgement judgement =
        HistoryJudge.judge(entries("start 1 1 10", "end 1 1 20"), NONE, 1, Set.of(1L, 2L));

    assertThat(judgement.breaches()).containsExactly("Execution 2 never ran to its end");
  }

  @Test
  void findsAnExecutionThatWasInterruptedForGood() {
    assertBreach("never ran to its end", ONE, "start 1 1 10");
  }

  @Test
  void takesAnEndAfterTheKillForNone() {
    assertBreach("never ran to its end", ONE, "start 1 1 10", "end 1 1 110");
  }

  @Test
  void findsMoreRunningThanTheLimit() {
    Judgement judgement =
        judge(1, NONE, "start 1 1 10", "start 2 1 15", "end 1 1 20", "end 2 1 25");

    assertThat(judgement.breaches()).singleElement().asString().contains("2 ran at 15");
    assertThat(judgement.mostRunning()).isEqualTo(2);
  }

  @Test
  void takesARunForEndedWhereItsProcessWasKilled() {
    Judgement judgement = judge(1, ONE, "start 1 1 10", "start 2 1 210", "end 2 1 220");

    assertThat(judgement.breaches()).containsExactly("Execution 1 never ran to its end");
    assertThat(judgement.mostRunning()).isEqualTo(1);
  }

  @Test
  void countsNoRunThatAKilledProcessStartedInItsLastMoment() {
    Judgement judgement = judge(1, ONE, "start 1 1 110", "start 1 2 210", "end 1 2 220");

    assertThat(judgement.breaches()).isEmpty();
  }

  @Test
  void findsARunThatOutlivedItsProcess() {
    assertBreach("ran on after its process", ONE, "start 1 1 10", "end 1 1 230");
  }

  @Test
  void findsAnAttemptThatStartedWhileTheOneBeforeRan() {
    assertBreach("while", NONE, "start 1 1 10", "start 1 2 15", "end 1 1 20", "end 1 2 40");
  }

  @Test
  void findsAnAttemptThatStartedAfterALaterOne() {
    assertBreach("started after", NONE, "start 1 2 10", "end 1 2 15", "start 1 1 20", "end 1 1 30");
  }

  @Test
  void refusesALineThatIsBroken() {
    assertThatThrownBy(() -> entries("start 1 1")).hasMessageContaining("Not a line");
  }

  private static void assertBreach(String words, List<Absence> outages, String... lines) {
    assertThat(judge(9, outages, lines).breaches()).anyMatch(breach -> breach.contains(words));
  }

  private static Judgement judge(int limit, List<Absence> outages, String... lines) {
    List<HistoryEntry> entries = entries(lines);
    return HistoryJudge.judge(
        entries, outages, limit, entries.stream().map(HistoryEntry::id).distinct().toList());
  }

  private static List<HistoryEntry> entries(String... lines) {
    return Arrays.stream(lines).map(HistoryEntry::parse).toList();
  }
}
