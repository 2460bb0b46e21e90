package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.BulkVerb;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionQuery;
import io.executions.api.ExecutionSort;
import io.executions.api.ExecutionStatus;
import io.executions.api.NewExecution;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is in one queue is found, in any order, and taken by the verbs for many. */
class QueueFilterTest extends BulkContract {
  private static final ExecutionFilter MAIL = ExecutionFilter.all().withQueue("mail");

  @Test
  void aListShowsWhatIsInTheQueueInEachOrder() throws SQLException {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add(store.create(NewExecution.of("work").withQueue("mail")).id());
      store.create(NewExecution.of("work").withQueue("other"));
      store.create(NewExecution.of("work"));
    }
    store.call(() -> store.moves.cancel(ids.get(0), "a person"));

    assertThat(listed(MAIL, ExecutionSort.OLDEST)).isEqualTo(ids);
    assertThat(listed(MAIL, ExecutionSort.NEWEST))
        .containsExactly(ids.get(2), ids.get(1), ids.get(0));
    assertThat(listed(MAIL, ExecutionSort.DUE)).containsExactly(ids.get(1), ids.get(2));
    assertThat(listed(MAIL, ExecutionSort.FINISHED)).containsExactly(ids.get(0));
    assertThat(listed(MAIL.withStatuses(ExecutionStatus.PENDING), ExecutionSort.OLDEST))
        .containsExactly(ids.get(1), ids.get(2));
    assertThat(listed(MAIL.withType("mail"), ExecutionSort.OLDEST)).isEmpty();
    assertThat(listed(ExecutionFilter.all().withQueue("default"), ExecutionSort.DUE)).hasSize(3);
  }

  @Test
  void aBulkTakesWhatIsInTheQueueAndNothingElse() throws SQLException {
    long one = store.create(NewExecution.of("work").withQueue("mail")).id();
    store.create("work", 3);

    finish(ask(BulkVerb.CANCEL, MAIL), 3);

    assertThat(moves).extracting(Move::id).containsExactly(one);
  }

  private List<Long> listed(ExecutionFilter filter, ExecutionSort sort) {
    ExecutionQuery query = ExecutionQuery.of(filter).withSort(sort);
    return store.call(() -> store.executions.page(query)).items().stream()
        .map(each -> each.id())
        .toList();
  }
}
