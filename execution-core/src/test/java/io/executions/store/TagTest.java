package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.BulkVerb;
import io.executions.api.Execution;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionPage;
import io.executions.api.ExecutionQuery;
import io.executions.api.ExecutionSort;
import io.executions.api.ExecutionStatus;
import io.executions.api.NewExecution;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tags: kept with their executions, and found along an index of their own. */
class TagTest extends BulkContract {
  private static final ExecutionFilter VIP = ExecutionFilter.all().withTag("v_p");

  @Test
  void anExecutionShowsTheTagsItWasCreatedWith() {
    Execution created = store.create(tagged("v_p", "customer:7", "v_p"));

    assertThat(created.tags()).containsExactly("v_p", "customer:7");
    assertThat(store.find(created.id())).isEqualTo(created);
    assertThat(listed(VIP)).containsExactly(created.id());
    assertThat(store.find(store.create(NewExecution.of("work")).id()).tags()).isEmpty();
  }

  @Test
  void aListByTagGoesByCreationAndOnFromPageToPage() throws SQLException {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(store.create(tagged("v_p")).id());
      store.create(tagged("vip", "v_p2"));
    }
    store.call(() -> store.moves.cancel(ids.get(1), "a person"));

    ExecutionQuery oldest = ExecutionQuery.of(VIP).withSort(ExecutionSort.OLDEST).withLimit(3);
    ExecutionPage first = store.call(() -> store.executions.page(oldest));
    ExecutionQuery on = oldest.at(first.nextCursor().orElseThrow());

    assertThat(first.items())
        .extracting(Execution::id)
        .containsExactlyElementsOf(ids.subList(0, 3));
    assertThat(store.call(() -> store.executions.page(on)).items())
        .extracting(Execution::id)
        .containsExactlyElementsOf(ids.subList(3, 5));
    assertThat(listed(VIP.withStatuses(ExecutionStatus.CANCELLED))).containsExactly(ids.get(1));
    assertThat(listed(VIP.withType("mail"))).isEmpty();
  }

  @Test
  void allOfABatchHaveTheirOwnTags() {
    List<Long> ids =
        store.call(
            () ->
                store.executions.add(
                    List.of(tagged("v_p"), NewExecution.of("work"), tagged("other"))));

    assertThat(listed(VIP)).containsExactly(ids.get(0));
    assertThat(store.find(ids.get(2)).tags()).containsExactly("other");
  }

  @Test
  void aBulkTakesWhatHasTheTagAndNothingElse() throws SQLException {
    List<Long> ids = new ArrayList<>(store.call(() -> batch("v_p", 7)));
    store.call(() -> batch("vip", 7));
    store.create("work", 7);

    finish(ask(BulkVerb.CANCEL, VIP.withType("work")), 3);

    assertThat(moves).extracting(Move::id).containsExactlyInAnyOrderElementsOf(ids);
    Collections.reverse(ids);
    assertThat(listed(VIP.withStatuses(ExecutionStatus.CANCELLED))).hasSize(7);
  }

  @Test
  void tagsGoWithTheirExecution() throws SQLException {
    store.call(() -> batch("v_p", 3));
    store.create(tagged("other"));
    finish(ask(BulkVerb.CANCEL, VIP), 10);

    finish(ask(BulkVerb.DELETE, VIP), 2);

    assertThat(store.number("SELECT COUNT(*) FROM execution_tag WHERE tag = 'v_p'")).isZero();
    assertThat(store.number("SELECT COUNT(*) FROM execution_tag")).isEqualTo(1);
  }

  private List<Long> batch(String tag, int count) {
    return store.executions.add(Collections.nCopies(count, tagged(tag)));
  }

  private static NewExecution tagged(String... tags) {
    return NewExecution.of("work").withTags(tags);
  }

  private List<Long> listed(ExecutionFilter filter) {
    return store.call(() -> store.executions.page(ExecutionQuery.of(filter))).items().stream()
        .map(Execution::id)
        .toList();
  }
}
