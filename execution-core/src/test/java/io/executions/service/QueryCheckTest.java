package io.executions.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionQuery;
import io.executions.api.ExecutionSort;
import io.executions.api.ExecutionStatus;
import io.executions.api.Fault;
import io.executions.api.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QueryCheckTest {
  private static final Instant NOW = Instant.parse("2030-01-31T08:00:00Z");
  private static final Instant WEEK_AGO = NOW.minus(Duration.ofDays(7));
  private static final ExecutionFilter ALL = ExecutionFilter.all();

  private int asked;
  private final QueryCheck check =
      new QueryCheck(
          () -> {
            asked++;
            return NOW;
          });

  @Test
  void boundsThePage() {
    for (int limit : new int[] {1, 500}) {
      assertThat(check.faults(ExecutionQuery.of(ALL).withLimit(limit))).isEmpty();
    }
    for (int limit : new int[] {0, 501, -1}) {
      assertThat(check.faults(ExecutionQuery.of(ALL).withLimit(limit)))
          .containsExactly(new Fault("/limit", "must be a whole number from 1 to 500"));
    }
  }

  @Test
  void takesEachFilterWithTheOrdersThatItGoesWith() {
    TimeRange range = TimeRange.of(WEEK_AGO, NOW);
    for (ExecutionSort sort : List.of(ExecutionSort.NEWEST, ExecutionSort.OLDEST)) {
      assertThat(faults(ALL.withCreated(range), sort)).isEmpty();
      assertThat(faults(ALL.withFinished(range), sort))
          .containsExactly("/finishedAfter", "/finishedBefore");
      assertThat(faults(ALL.withOverdue(), sort)).isEmpty();
      for (ExecutionStatus status : ExecutionStatus.values()) {
        assertThat(faults(ALL.withStatuses(status), sort)).isEmpty();
      }
    }
    assertThat(faults(ALL.withFinished(range), ExecutionSort.FINISHED)).isEmpty();
    assertThat(faults(ALL.withCreated(range), ExecutionSort.FINISHED))
        .containsExactly("/createdAfter", "/createdBefore");
    assertThat(faults(ALL.withCreated(range).withFinished(range), ExecutionSort.DUE))
        .containsExactly("/createdAfter", "/createdBefore", "/finishedAfter", "/finishedBefore");
    assertThat(faults(ALL.withOverdue(), ExecutionSort.FINISHED)).containsExactly("/overdue");
    assertThat(faults(ALL.withOverdue(), ExecutionSort.DUE)).containsExactly("/overdue");
  }

  @Test
  void takesOnlyTheStatusesThatAnOrderCanHave() {
    assertThat(statusesTaken(ExecutionSort.FINISHED, ALL))
        .containsExactly(
            ExecutionStatus.COMPLETED, ExecutionStatus.FAILED, ExecutionStatus.CANCELLED);
    assertThat(statusesTaken(ExecutionSort.DUE, ALL)).containsExactly(ExecutionStatus.PENDING);
    assertThat(statusesTaken(ExecutionSort.NEWEST, ALL.withOverdue()))
        .containsExactly(ExecutionStatus.RUNNING);
    assertThat(
            faults(
                ALL.withStatuses(ExecutionStatus.FAILED, ExecutionStatus.RUNNING),
                ExecutionSort.FINISHED))
        .containsExactly("/status");
  }

  private List<ExecutionStatus> statusesTaken(ExecutionSort sort, ExecutionFilter filter) {
    return Arrays.stream(ExecutionStatus.values())
        .filter(status -> faults(filter.withStatuses(status), sort).isEmpty())
        .toList();
  }

  @Test
  void takesNoTimeThatEndsBeforeItBegins() {
    for (Instant end : List.of(NOW, NOW.minusNanos(1))) {
      TimeRange range = TimeRange.of(NOW, end);
      assertThat(faults(ALL.withCreated(range), ExecutionSort.NEWEST))
          .containsExactly("/createdBefore");
      assertThat(faults(ALL.withFinished(range), ExecutionSort.FINISHED))
          .containsExactly("/finishedBefore");
    }
  }

  @Test
  void searchesAWeekAtMostInTheOrdersOwnTime() {
    Stream.of(ALL.withNode("a"), ALL.withRetried(), ALL.withErrorPrefix("no"))
        .forEach(
            filter -> {
              for (TimeRange week :
                  List.of(
                      TimeRange.from(WEEK_AGO),
                      TimeRange.of(WEEK_AGO.minusSeconds(9), NOW.minusSeconds(9)))) {
                assertThat(faults(filter.withCreated(week), ExecutionSort.OLDEST)).isEmpty();
                assertThat(faults(filter.withFinished(week), ExecutionSort.FINISHED)).isEmpty();
              }
              for (TimeRange more :
                  List.of(
                      TimeRange.ALL,
                      TimeRange.until(NOW),
                      TimeRange.from(WEEK_AGO.minusNanos(1000)),
                      TimeRange.of(WEEK_AGO, NOW.plusNanos(1000)))) {
                assertThat(faults(filter.withCreated(more), ExecutionSort.NEWEST))
                    .containsExactly("/createdAfter");
                assertThat(faults(filter.withFinished(more), ExecutionSort.FINISHED))
                    .containsExactly("/finishedAfter");
              }
            });
    assertThat(faults(ALL.withNode("a").withRetried().withErrorPrefix("no"), ExecutionSort.DUE))
        .containsExactly("/node", "/retried", "/errorPrefix");
  }

  @Test
  void asksForTheTimeOnlyWhereItMakesADifference() {
    check.faults(ExecutionQuery.of(ALL.withCreated(TimeRange.from(WEEK_AGO))));
    check.faults(ExecutionQuery.of(ALL.withNode("a").withCreated(TimeRange.of(WEEK_AGO, NOW))));
    assertThat(asked).isZero();

    check.faults(ExecutionQuery.of(ALL.withNode("a").withCreated(TimeRange.from(WEEK_AGO))));
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void namesAllFaultsAtOnce() {
    ExecutionFilter filter =
        ALL.withType("NO")
            .withNode("")
            .withErrorPrefix("a\0b")
            .withStatuses(ExecutionStatus.RUNNING)
            .withCreated(TimeRange.from(NOW));
    ExecutionQuery query =
        ExecutionQuery.of(filter).withSort(ExecutionSort.FINISHED).withLimit(0).at("x");

    assertThat(check.faults(query))
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder(
            "/type",
            "/node",
            "/errorPrefix",
            "/status",
            "/createdAfter",
            "/finishedAfter",
            "/limit",
            "/cursor");
    assertThat(faults(ALL.withNode("n".repeat(101)).withCreated(TimeRange.from(NOW)), null))
        .containsExactly("/node");
    assertThat(faults(ALL.withErrorPrefix("e".repeat(1001)).withCreated(TimeRange.from(NOW)), null))
        .containsExactly("/errorPrefix");
  }

  private List<String> faults(ExecutionFilter filter, ExecutionSort sort) {
    ExecutionQuery query = ExecutionQuery.of(filter);
    return check.faults(sort == null ? query : query.withSort(sort)).stream()
        .map(Fault::pointer)
        .toList();
  }
}
