package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.executions.api.ExecutionFailures;
import io.executions.api.FailureFilter;
import io.executions.api.FailureGroup;
import io.executions.database.Micros;
import java.sql.SQLException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailureQueryTest extends StoreContract {
  private static final String INSERT =
      """
      INSERT INTO execution
             (id, type, status, priority, input, attempt, failures, interruptions, max_attempts,
              run_at, created_at, error_message, finished_at, cancel_requested, overdue)
      VALUES (?, ?, 'failed', 0, '{}', 1, 1, 0, 1, 0, 0, ?, ?, FALSE, FALSE)
      """;

  @Test
  void failuresAreSummedUpByTypeAndReasonTheCommonestFirst() throws Exception {
    failed(0, "a", "It broke", 1000);
    failed(10, "a", "It broke", 2000);
    failed(20, "a", "Something else", 3000);
    failed(30, "b", "It broke", 2500);
    failed(40, "a", "It broke", 999);
    failed(50, "a", "It broke", 4000);

    ExecutionFailures found = failures(1000, 4000);

    assertThat(found.items())
        .extracting(
            FailureGroup::type,
            FailureGroup::errorMessage,
            FailureGroup::count,
            FailureGroup::lastId,
            group -> Micros.of(group.lastAt()))
        .containsExactly(
            tuple("a", "It broke", 2L, 10L, 2000L),
            tuple("a", "Something else", 1L, 20L, 3000L),
            tuple("b", "It broke", 1L, 30L, 2500L));
    assertThat(found.capped()).isFalse();
    assertThat(found.from()).isEqualTo(Micros.toInstant(1000L));
  }

  @Test
  void onlyTheLatestAreLookedAt() throws Exception {
    store.sql(
        sql ->
            sql.batch(
                INSERT,
                IntStream.range(1, 1102)
                    .mapToObj(i -> new Object[] {(long) i, "a", "It broke", (long) i})
                    .toList()));

    assertThat(failures(0, 5000).items()).extracting(FailureGroup::count).containsExactly(1000L);
    assertThat(failures(0, 5000).capped()).isTrue();
    assertThat(failures(102, 5000).capped()).isFalse();
  }

  @Test
  void theLastHourIsLookedAtUnlessToldOtherwise() throws Exception {
    long now = store.now();
    failed(1, "a", "Lately", now - 1_000_000);
    failed(2, "a", "Before", now - 3_700_000_000L);

    assertThat(store.failures.failures(FailureFilter.lastHour()).items())
        .extracting(FailureGroup::errorMessage)
        .containsExactly("Lately");
  }

  private ExecutionFailures failures(long from, long to) {
    return store.failures.failures(
        FailureFilter.lastHour().between(Micros.toInstant(from), Micros.toInstant(to)));
  }

  private void failed(long id, String type, String message, long at) throws SQLException {
    store.update(INSERT, id, type, message, at);
  }
}
