package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Bulk;
import io.executions.api.BulkCount;
import io.executions.api.BulkState;
import io.executions.api.BulkVerb;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionSelection;
import io.executions.api.ExecutionStatus;
import io.executions.api.port.Caller;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BulkTest extends BulkContract {
  @Test
  void retriesWhatTheFilterLetsThroughAndNothingElse() throws Exception {
    List<Long> failed = failed("work", 5);
    List<Long> others = failed("mail", 2);
    long cancelled = store.create("work");
    store.call(() -> store.moves.cancel(cancelled, BY));

    Bulk bulk = ask(BulkVerb.RETRY, ofType("work").withStatuses(ExecutionStatus.FAILED));
    assertThat(bulk.state()).isEqualTo(BulkState.RUNNING);
    assertThat(bulk.matched()).isEmpty();
    Bulk ended = finish(bulk, 2);

    assertThat(ended.state()).isEqualTo(BulkState.COMPLETED);
    assertThat(ended.finishedAt().orElseThrow()).isAfterOrEqualTo(ended.createdAt());
    assertThat(ended.by()).isEqualTo(BY);
    assertThat(ended.error()).isEmpty();
    assertCounts(ended, 5, 0, 0);
    assertThat(ids("status = 'pending'")).containsExactlyInAnyOrderElementsOf(failed);
    assertThat(ids("status = 'failed'")).containsExactlyInAnyOrderElementsOf(others);
    assertThat(ids("status = 'cancelled'")).containsExactly(cancelled);
  }

  @Test
  void movesAsOneCallDoesAndRecordsEachMove() throws Exception {
    List<Long> ids = failed("work", 3);
    node.claim(1, "work");
    long single = ids.get(0);
    Move one =
        Caller.orOfApplication(BY, () -> store.call(() -> store.moves.retry(single, BY)))
            .move()
            .orElseThrow();

    Bulk bulk = finish(ask(BulkVerb.RETRY, ofType("work")), 200);

    assertCounts(bulk, 2, 0, 0);
    assertThat(moves).extracting(Move::id).containsExactlyElementsOf(sorted(ids.subList(1, 3)));
    assertThat(moves)
        .allSatisfy(
            move -> {
              assertThat(move.by()).isEqualTo(BY);
              assertThat(move.from()).isEqualTo(one.from());
              assertThat(move.to()).isEqualTo(one.to());
              assertThat(move.revision()).isEqualTo(one.revision());
              assertThat(move.attempt()).isEqualTo(one.attempt());
              assertThat(move.node()).isEqualTo(one.node());
              assertThat(move.why()).isEqualTo(one.why());
            });
    var expected = store.row(single);
    for (long id : ids.subList(1, 3)) {
      var row = store.row(id);
      for (String column : List.of("id", "created_at", "started_at", "run_at")) {
        row.put(column, expected.get(column));
      }
      assertThat(row).isEqualTo(expected);
    }
    assertThat(store.figures.stats().failed()).isZero();
    assertThat(store.figures.stats().pending()).isEqualTo(3);
  }

  @Test
  void aRetryThatFailsAgainDoesNotMatchForEver() throws Exception {
    failed("work", 6);
    Bulk bulk = ask(BulkVerb.RETRY, ofType("work").withStatuses(ExecutionStatus.FAILED));
    int steps = 0;
    while (true) {
      BulkStep step = step(2).orElseThrow();
      if (step.isEnd()) {
        break;
      }
      ended("work", step.moves().size());
      assertThat(++steps).isLessThan(20);
    }

    assertCounts(found(bulk), 6, 0, 0);
    assertThat(moves).extracting(Move::id).doesNotHaveDuplicates().hasSize(6);
    assertThat(ids("status = 'failed' AND attempt = 2")).hasSize(6);
  }

  @Test
  void whatEndsAfterItsCreationIsNotRetried() throws Exception {
    failed("work", 1);
    Bulk bulk = ask(BulkVerb.RETRY, ofType("work"));
    List<Long> later = failed("work", 2);

    assertCounts(finish(bulk, 200), 1, 0, 0);
    assertThat(ids("status = 'failed'")).containsExactlyElementsOf(sorted(later));
  }

  @Test
  void cancelsWhatIsPendingAndAsksWhereItRuns() throws Exception {
    List<Long> before = store.create("work", 5);
    List<Long> running = node.claimedIds(2, "work");
    store.call(() -> store.moves.cancel(running.get(0), BY));
    Bulk bulk = ask(BulkVerb.CANCEL, ofType("work"));
    long later = store.create("work");

    List<BulkStep> steps = new ArrayList<>();
    do {
      steps.add(step(2).orElseThrow());
    } while (!steps.get(steps.size() - 1).isEnd());

    assertCounts(found(bulk), 4, 1, 0);
    assertThat(steps).filteredOn(BulkStep::asked).hasSize(1);
    assertThat(ids("status = 'pending'")).containsExactly(later);
    assertThat(ids("cancel_requested AND status = 'running'"))
        .containsExactlyElementsOf(sorted(running));
    assertThat(ids("status = 'cancelled'")).hasSize(3).isSubsetOf(before);
    assertThat(moves).hasSize(3).allMatch(Move::isEnd);
    assertThat(store.find(moves.get(0).id()).errorMessage())
        .contains("Cancelled while it was pending");
    assertThat(store.figures.stats().cancelled()).isEqualTo(3);
  }

  @Test
  void cancelsOnlyWhatRunsWhereThatIsAskedFor() throws Exception {
    store.create("work", 5);
    List<Long> running = node.claimedIds(3, "work");

    Bulk bulk = ask(BulkVerb.CANCEL, ofType("work").withStatuses(ExecutionStatus.RUNNING));

    assertCounts(finish(bulk, 2), 3, 0, 0);
    assertThat(ids("cancel_requested")).containsExactlyElementsOf(sorted(running));
    assertThat(ids("status = 'pending'")).hasSize(2);
  }

  @Test
  void removesWhatHasEndedWithItsAttempts() throws Exception {
    failed("work", 4);
    long kept = store.create("work");

    Bulk bulk = finish(ask(BulkVerb.DELETE, ofType("work")), 3);

    assertCounts(bulk, 4, 0, 0);
    assertThat(ids("1 = 1")).containsExactly(kept);
    assertThat(store.number("SELECT COUNT(*) FROM execution_attempt")).isZero();
    assertThat(store.figures.stats().failed()).isZero();
    assertThat(moves).isEmpty();
  }

  @Test
  void largeOnesAreRemovedFewAtATime() throws Exception {
    List<Long> ids = failed("work", 5);
    store.update("UPDATE execution SET input_bytes = ?", Removal.MOST_BYTES / 2);

    ExecutionFilter filter = ofType("work").withStatuses(ExecutionStatus.FAILED);
    Bulk byFilter = ask(BulkVerb.DELETE, filter);
    step(200);
    assertThat(found(byFilter).done()).isEqualTo(2);
    finish(byFilter, 1);
    assertCounts(found(byFilter), 5, 0, 0);

    List<Long> more = failed("work", 5);
    store.update("UPDATE execution SET input_bytes = ?", Removal.MOST_BYTES / 2);
    Bulk byIds = ask(BulkVerb.DELETE, more);
    step(200);
    assertThat(found(byIds).done()).isEqualTo(2);
    assertCounts(finish(byIds, 200), 5, 0, 0);
    assertThat(ids).doesNotContainAnyElementsOf(more);
  }

  @Test
  void takesIdsEachOnceAndSkipsWhatCannotBeTaken() throws Exception {
    List<Long> failed = failed("work", 450);
    long pending = store.create("work");
    List<Long> given = new ArrayList<>(failed);
    Collections.shuffle(given);
    given.addAll(List.of(pending, 1L << 50, failed.get(7), failed.get(7)));

    Bulk bulk = ask(BulkVerb.RETRY, given);
    assertThat(bulk.matched()).contains(452L);
    assertThat(bulk.selection().ids()).isSorted().hasSize(452).contains(pending, 1L << 50);
    Bulk ended = finish(bulk, 150);

    assertCounts(ended, 450, 2, 0);
    assertThat(ended.selection().ids()).isEqualTo(bulk.selection().ids());
    assertThat(moves).extracting(Move::id).containsExactlyElementsOf(sorted(failed));
    assertThat(store.call(() -> store.bulks.page(10, Optional.empty())).items())
        .singleElement()
        .satisfies(listed -> assertThat(listed.selection().ids()).isEmpty());
  }

  @Test
  void thoseOfTheSameMomentAreEachTakenOnce() throws Exception {
    List<Long> failed = failed("work", 7);
    store.update("UPDATE execution SET created_at = 5");

    assertCounts(finish(ask(BulkVerb.RETRY, ofType("work")), 3), 7, 0, 0);
    assertThat(moves).extracting(Move::id).containsExactlyInAnyOrderElementsOf(failed);
  }

  @Test
  void aBulkThatFindsNothingEnds() throws Exception {
    Bulk bulk = finish(ask(BulkVerb.CANCEL, ofType("work")), 200);

    assertThat(bulk.state()).isEqualTo(BulkState.COMPLETED);
    assertCounts(bulk, 0, 0, 0);
    assertThat(worker.owned(node.id())).isEmpty();
  }

  @Test
  void countsAndDoesNothing() throws Exception {
    List<Long> failed = failed("work", 3);
    store.create("work", 2);

    assertThat(count(BulkVerb.RETRY, ofType("work"))).isEqualTo(new BulkCount(3, false));
    assertThat(count(BulkVerb.CANCEL, ofType("work"))).isEqualTo(new BulkCount(2, false));
    assertThat(count(BulkVerb.DELETE, ofType("mail"))).isEqualTo(new BulkCount(0, false));
    ExecutionSelection ids = ExecutionSelection.of(List.of(failed.get(0), failed.get(0), 4711L));
    assertThat(store.call(() -> store.bulks.count(BulkVerb.RETRY, ids)))
        .isEqualTo(new BulkCount(1, false));
    assertThat(ids("status = 'failed'")).hasSize(3);
    assertThat(store.call(() -> store.bulks.page(10, Optional.empty())).items()).isEmpty();
  }

  @Test
  void listsTheNewestFirst() {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(0, ask(BulkVerb.CANCEL, ofType("work")).id());
    }
    List<Long> listed = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Optional<String> behind = cursor;
      var page = store.call(() -> store.bulks.page(2, behind));
      page.items().forEach(bulk -> listed.add(bulk.id()));
      cursor = page.nextCursor();
    } while (cursor.isPresent());

    assertThat(listed).isEqualTo(ids);
  }

  private BulkCount count(BulkVerb verb, ExecutionFilter filter) {
    return store.call(() -> store.bulks.count(verb, ExecutionSelection.of(filter)));
  }

  private static List<Long> sorted(List<Long> ids) {
    return ids.stream().sorted().toList();
  }
}
