package io.executions.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.it.history.Absence.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Histories of several nodes; times are in milliseconds, the lease is four seconds. */
class ClusterHistoryTest {
  private static final Duration LEASE = Duration.ofSeconds(4);
  private static final long MILLI = 1_000_000;

  private final List<NodeHistory> histories = new ArrayList<>();
  private Limits limits = Limits.always(9);

  @Test
  void findsAnAttemptThatRanOnTwoNodes() {
    node("a", List.of(), "start 1 1 10", "end 1 1 20");
    node("b", List.of(), "start 1 1 30", "end 1 1 40");

    assertBreach("START twice, also on b");
  }

  @Test
  void letsAnotherNodeTakeUpWhatAKilledOneRan() {
    node("a", List.of(absence(Kind.KILLED, 100, 9000)), "start 1 1 10");
    node("b", List.of(), "start 1 2 110", "end 1 2 120");

    assertGood();
  }

  @Test
  void findsThatAnotherNodeTookUpWhatStillRan() {
    node("a", List.of(), "start 1 1 10", "end 1 1 5000");
    node("b", List.of(), "start 1 2 4500", "end 1 2 4600");

    assertBreach("attempt 2 of execution 1 on b started while attempt 1 of execution 1 on a ran");
  }

  @Test
  void letsAnotherNodeTakeUpWhatAFrozenOneRanOnceThatMayBeDeclaredDead() {
    node(
        "a",
        List.of(absence(Kind.FROZEN, 100, 6000)),
        "start 1 1 10",
        "told 1 1 5950",
        "end 1 1 5960");
    node("b", List.of(), "start 1 2 4101", "end 1 2 7000");

    assertGood();
  }

  @Test
  void findsThatAnotherNodeTookUpTooEarlyWhatAFrozenOneRan() {
    node("a", List.of(absence(Kind.FROZEN, 100, 6000)), "start 1 1 10", "end 1 1 5960");
    node("b", List.of(), "start 1 2 4099", "end 1 2 4500");

    assertBreach("while");
  }

  @Test
  void forgivesAThawedNodeWhatItHadCheckedBefore() {
    limits = Limits.always(1);
    frozen("start 1 1 5510", "end 1 1 5560");
    node("b", List.of(), "start 1 2 4200", "end 1 2 7000");

    assertGood();
  }

  @Test
  void doesNotForgiveAThawedNodeWhatItStartsLater() {
    frozen("start 1 1 6510", "end 1 1 6560");

    assertBreach("started long after its node's last beat");
  }

  @Test
  void doesNotForgiveANodeWhatItStartsOnceItHasJoinedAgain() {
    limits = Limits.always(1);
    frozen("start 1 1 7010", "end 1 1 7200");
    node("b", List.of(), "start 2 1 4200", "end 2 1 8000");

    assertBreach("2 ran at");
  }

  @Test
  void letsASilentNodeStartWhatItHasClaimedWhileItsLastBeatIsFresh() {
    node("a", List.of(absence(Kind.CUT, 100, 6000)), "start 1 1 2900", "end 1 1 5900");
    node("b", List.of(), "start 1 2 4101", "end 1 2 4200");

    assertGood();
  }

  @Test
  void findsWhatASilentNodeStartsWhenItsLastBeatIsOld() {
    node("a", List.of(absence(Kind.CUT, 100, 6000)), "start 1 1 3910", "end 1 1 5900");

    assertBreach("started long after its node's last beat");
  }

  @Test
  void doesNotForgiveANodeThatWasCutOffWhatItStartsAfter() {
    node("a", List.of(absence(Kind.CUT, 100, 6000)), "start 1 1 6100", "end 1 1 6200");
    node("b", List.of(), "start 1 2 4200", "end 1 2 4300");

    assertBreach("attempt 1 of execution 1 on a started after attempt 2 of execution 1 on b");
  }

  @Test
  void countsWhatACutOffNodeRunsUntilItMayBeDeclaredDead() {
    limits = Limits.always(1);
    node("a", List.of(absence(Kind.CUT, 100, 6000)), "start 1 1 10", "end 1 1 5900");
    node("b", List.of(), "start 2 1 4000", "end 2 1 4050", "start 3 1 4200", "end 3 1 4300");

    assertThat(judge().breaches()).singleElement().asString().contains("2 ran at 4000000000");
  }

  @Test
  void countsTheRunsOfAllNodesTogether() {
    limits = Limits.always(2);
    node("a", List.of(), "start 1 1 10", "end 1 1 50", "start 2 1 20", "end 2 1 50");
    node("b", List.of(), "start 3 1 30", "end 3 1 50");

    assertBreach("3 ran at");
  }

  @Test
  void takesTheOldLimitForPossibleUntilShortlyAfterTheNewOneIsAcknowledged() {
    limits.change(1, 100 * MILLI, 200 * MILLI);
    node("a", List.of(), "start 1 1 10", "end 1 1 9000", "start 2 1 2100", "end 2 1 9000");

    assertGood();
  }

  @Test
  void findsAStartAboveANewLimit() {
    limits.change(1, 100 * MILLI, 200 * MILLI);
    node("a", List.of(), "start 1 1 10", "end 1 1 9000", "start 2 1 2300", "end 2 1 9000");

    assertBreach("2 ran at 2300000000, the limit was 1");
  }

  @Test
  void takesAnUnansweredChangeForPossibleUntilALaterOneIsAcknowledged() {
    limits = Limits.always(1);
    limits.doubtful(2, 100 * MILLI);
    limits.change(1, 200 * MILLI, 300 * MILLI);
    node("a", List.of(), "start 1 1 10", "end 1 1 99000", "start 2 1 20000", "end 2 1 60000");

    assertGood();

    limits.change(1, 40_000 * MILLI, 40_100 * MILLI);
    node("b", List.of(), "start 3 1 62000", "end 3 1 63000");

    assertThat(judge().breaches()).singleElement().asString().contains("2 ran at 62000000000");
  }

  @Test
  void letsRunsGoOnAboveALoweredLimit() {
    limits.change(1, 100 * MILLI, 200 * MILLI);
    node("a", List.of(), "start 1 1 10", "end 1 1 9000", "start 2 1 20", "end 2 1 9000");

    assertGood();
  }

  @Test
  void findsAStartAboveALimitThatIsNotRaisedYet() {
    limits = Limits.always(1);
    limits.change(2, 100 * MILLI, 200 * MILLI);
    node("a", List.of(), "start 1 1 10", "end 1 1 9000", "start 2 1 90", "end 2 1 9000");

    assertBreach("the limit was 1");
  }

  @Test
  void knowsThatAStalledNodeMayHaveClaimedBeforeTheLimitWasLowered() {
    limits.change(1, 3000 * MILLI, 3100 * MILLI);
    histories.add(
        new NodeHistory(
            "a",
            entries("start 1 1 10", "end 1 1 9000", "start 2 1 6010", "end 2 1 9000"),
            List.of(),
            List.of(absence(Kind.FROZEN, 3050, 6000))));

    assertGood();
  }

  @Test
  void findsWhatAStoppedNodeLeftRunning() {
    node("a", List.of(absence(Kind.STOPPED, 100, 200)), "start 1 1 10");
    node("b", List.of(), "start 1 2 110", "end 1 2 120");

    assertBreach("had not returned when its process was stopped");
  }

  @Test
  void findsARunOfASilentNodeThatNeverEnded() {
    node("a", List.of(absence(Kind.CUT, 100, 6000)), "start 1 1 10");
    node("b", List.of(), "start 1 2 4101", "end 1 2 4200");

    assertBreach("never ended");
  }

  @Test
  void letsASilentNodeBeKilledBeforeItNotices() {
    node(
        "a",
        List.of(absence(Kind.CUT, 100, 6000), absence(Kind.KILLED, 6100, 9000)),
        "start 1 1 10");
    node("b", List.of(), "start 1 2 4101", "end 1 2 4200");

    assertGood();
  }

  @Test
  void findsARunThatNeverEndedThoughItsNodeHadTimeToStop() {
    node(
        "a",
        List.of(
            absence(Kind.CUT, 100, 6000),
            absence(Kind.STOPPED, 6100, 9000),
            absence(Kind.KILLED, 9500, 9900)),
        "start 1 1 10");
    node("b", List.of(), "start 1 2 4101", "end 1 2 4200");

    assertBreach("never ended");
  }

  @Test
  void knowsWhatStoodStillFromTheEndOfItsTimeUntilItReturned() {
    frozen(
        "start 1 1 1000",
        "end 1 1 5100",
        "start 2 1 1000",
        "end 2 1 6100",
        "start 3 1 10",
        "end 3 1 5100",
        "start 4 1 1000");

    assertThat(frozeBeyondHalfASecond(1)).isTrue();
    assertThat(frozeBeyondHalfASecond(2)).as("returned long after the thaw").isFalse();
    assertThat(frozeBeyondHalfASecond(3)).isTrue();
    assertThat(histories.get(0).frozeBeyond(3, 1, Duration.ofMillis(100)))
        .as("its time was over long before")
        .isFalse();
    assertThat(frozeBeyondHalfASecond(4)).as("did not return").isFalse();
  }

  private boolean frozeBeyondHalfASecond(long id) {
    return histories.get(0).frozeBeyond(id, 1, Duration.ofMillis(500));
  }

  /** Frozen from 1500 to 5000, and declared dead for that. */
  private void frozen(String... lines) {
    histories.add(
        new NodeHistory(
            "a",
            entries(lines),
            List.of(absence(Kind.FROZEN, 100, 7000)),
            List.of(absence(Kind.FROZEN, 1500, 5000))));
  }

  private void node(String name, List<Absence> absences, String... lines) {
    histories.add(new NodeHistory(name, entries(lines), absences));
  }

  private static Absence absence(Kind kind, long from, long to) {
    return new Absence(kind, from * MILLI, to * MILLI);
  }

  private static List<HistoryEntry> entries(String... lines) {
    return Arrays.stream(lines)
        .map(HistoryEntry::parse)
        .map(
            each -> new HistoryEntry(each.event(), each.id(), each.attempt(), each.nanos() * MILLI))
        .toList();
  }

  private void assertGood() {
    assertThat(judge().breaches()).isEmpty();
  }

  private void assertBreach(String words) {
    assertThat(judge().breaches()).anyMatch(breach -> breach.contains(words));
  }

  private Judgement judge() {
    return HistoryJudge.judge(histories, limits, LEASE, Set.of());
  }
}
