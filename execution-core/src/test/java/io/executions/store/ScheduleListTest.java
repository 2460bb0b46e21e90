package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Execution;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionPage;
import io.executions.api.ExecutionQuery;
import io.executions.api.ExecutionStatus;
import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.Timing;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists of what a schedule has created. */
class ScheduleListTest extends StoreContract {
  private static final NewSchedule NIGHTLY =
      NewSchedule.of("nightly", Timing.cron("0 2 * * *"), NewExecution.of("work"));

  @Test
  void listsGoAlongWhatAScheduleCreated() throws SQLException {
    TestNode node = node("a");
    put(NIGHTLY);
    put(NewSchedule.of("other", NIGHTLY.timing(), NIGHTLY.create()));
    store.create("work", 3);
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(store.schedules.trigger("nightly").id());
      store.schedules.trigger("other");
    }
    store.call(() -> store.moves.cancel(ids.get(1), "a person"));
    store.update("DELETE FROM execution WHERE id = ?", ids.get(2));
    Collections.reverse(ids);

    ExecutionFilter nightly = ExecutionFilter.all().withSchedule("nightly");
    assertThat(listed(nightly)).containsExactly(ids.get(0), ids.get(1), ids.get(3), ids.get(4));
    assertThat(listed(nightly.withStatuses(ExecutionStatus.CANCELLED))).containsExactly(ids.get(3));
    assertThat(listed(nightly.withType("mail"))).isEmpty();
    ExecutionQuery two = ExecutionQuery.of(nightly).withLimit(2);
    ExecutionPage first = store.call(() -> store.executions.page(two));
    assertThat(first.items()).extracting(Execution::id).containsExactly(ids.get(0), ids.get(1));
    ExecutionQuery more = two.at(first.nextCursor().orElseThrow());
    ExecutionPage second = store.call(() -> store.executions.page(more));
    assertThat(second.items()).extracting(Execution::id).containsExactly(ids.get(3), ids.get(4));
    assertThat(node.look("work").due()).isTrue();
  }

  private List<Long> listed(ExecutionFilter filter) {
    return store.call(() -> store.executions.page(ExecutionQuery.of(filter))).items().stream()
        .map(Execution::id)
        .toList();
  }

  private void put(NewSchedule schedule) {
    store.schedules.put(schedule, (any, anchor, now) -> now - 60_000_000L);
  }
}
