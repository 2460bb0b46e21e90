package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Bulk;
import io.executions.api.BulkState;
import io.executions.api.BulkVerb;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who goes on with a bulk, when it stops, and what is in its way. */
class BulkOwnerTest extends BulkContract {
  private static final long DAY = 86_400_000_000L;

  @Test
  void oneNodeOwnsItAsLongAsItLives() throws Exception {
    TestNode other = node("b");
    assertThat(other.look().bulks()).isFalse();
    ask(BulkVerb.RETRY, ofType("work"));
    assertThat(node.look().bulks()).isTrue();
    assertThat(other.look().bulks()).isTrue();

    BulkStore.Owned mine = owned();

    assertThat(owned().fence()).isEqualTo(mine.fence());
    assertThat(node.look().bulks()).isTrue();
    assertThat(other.look().bulks()).isFalse();
    try (BulkStore others = new BulkStore(store.database.reserve())) {
      assertThat(others.owned(other.id())).isEmpty();
    }
  }

  @Test
  void anotherNodeGoesOnAfterADeadOneWhichDoesNothingMore() throws Exception {
    List<Long> failed = failed("work", 5);
    Bulk bulk = ask(BulkVerb.RETRY, ofType("work"));
    step(2);
    BulkStore.Owned before = owned();
    TestNode other = node("b");
    store.update("UPDATE execution_node SET state = 'dead' WHERE id = ?", node.id());
    assertThat(other.look().bulks()).isTrue();

    try (BulkStore others = new BulkStore(store.database.reserve())) {
      List<BulkStore.Owned> owned = others.owned(other.id());
      assertThat(owned).hasSize(1);
      assertThat(owned.get(0).fence()).isGreaterThan(before.fence());
      assertThat(worker.step(before, 200, Optional.empty())).isEmpty();
      worker.fail(before, "Too late");
      BulkStep step;
      do {
        step = others.step(owned.get(0), 2, Optional.empty()).orElseThrow();
        moves.addAll(step.moves());
      } while (!step.isEnd());
    }

    assertCounts(found(bulk), 5, 0, 0);
    assertThat(moves).extracting(Move::id).containsExactlyInAnyOrderElementsOf(failed);
  }

  @Test
  void whatALeavingNodeGivesBackIsForAnyOther() throws Exception {
    ask(BulkVerb.RETRY, ofType("work"));
    BulkStore.Owned before = owned();
    TestNode other = node("b");

    worker.giveBack(node.id());

    assertThat(other.look().bulks()).isTrue();
    try (BulkStore others = new BulkStore(store.database.reserve())) {
      assertThat(others.owned(other.id())).hasSize(1);
    }
    assertThat(worker.step(before, 200, Optional.empty())).isEmpty();
  }

  @Test
  void aStoppedOneKeepsWhatItHasDone() throws Exception {
    failed("work", 5);
    Bulk bulk = ask(BulkVerb.RETRY, ofType("work"));
    step(2);
    BulkStore.Owned owned = owned();

    Bulks.Stopped stopped = store.call(() -> store.bulks.stop(bulk.id()));

    assertThat(stopped.changed()).isTrue();
    assertThat(stopped.bulk().state()).isEqualTo(BulkState.STOPPED);
    assertThat(stopped.bulk().finishedAt()).isPresent();
    assertThat(stopped.bulk().done()).isEqualTo(2);
    assertThat(worker.step(owned, 200, Optional.empty())).isEmpty();
    assertThat(worker.owned(node.id())).isEmpty();
    assertThat(ids("status = 'failed'")).hasSize(3);
    assertThat(store.call(() -> store.bulks.stop(bulk.id())).changed()).isFalse();
  }

  @Test
  void whatOthersHoldIsTriedAgainAtTheEnd() throws Exception {
    List<Long> failed = failed("work", 6);
    Bulk bulk = ask(BulkVerb.RETRY, ofType("work"));
    List<Long> held = List.of(failed.get(0), failed.get(3));
    try (Connection holder = holding(held)) {
      step(4);
      step(4);
      step(4);
      assertThat(found(bulk).done()).isEqualTo(4);
      assertThat(step(4).orElseThrow().waitMicros()).isPositive();
      holder.rollback();
    }

    assertCounts(finish(bulk, 4), 6, 0, 0);
    assertThat(moves).extracting(Move::id).containsExactlyInAnyOrderElementsOf(failed);
  }

  @Test
  void whatOthersHoldToTheEndIsCountedAsFailed() throws Exception {
    List<Long> failed = failed("work", 3);
    Bulk bulk = ask(BulkVerb.RETRY, failed);
    try (Connection holder = holding(failed.subList(1, 2))) {
      Bulk ended = finish(bulk, 200);
      assertThat(ended.state()).isEqualTo(BulkState.COMPLETED);
      assertCounts(ended, 2, 0, 1);
      assertThat(ended.error()).contains("Others kept it locked");
      assertThat(ended.selection().ids()).hasSize(3);
      holder.rollback();
    }
    assertThat(store.number("SELECT COUNT(*) FROM execution_bulk_part")).isEqualTo(1);
  }

  @Test
  void whatHasMovedBeforeItsNextTryIsSkipped() throws Exception {
    List<Long> failed = failed("work", 2);
    Bulk bulk = ask(BulkVerb.RETRY, ofType("work"));
    long held = failed.get(0);
    try (Connection holder = holding(List.of(held))) {
      step(200);
      holder.rollback();
    }
    store.call(() -> store.moves.retry(held, "somebody"));

    assertCounts(finish(bulk, 200), 1, 1, 0);
  }

  @Test
  void whatTheDatabaseRefusesIsCountedAndPassedOver() throws Exception {
    List<Long> failed = failed("work", 9);
    store.update("CREATE TABLE invoice (id BIGINT, FOREIGN KEY (id) REFERENCES execution (id))");
    try {
      store.update("INSERT INTO invoice VALUES (?)", failed.get(4));
      Bulk bulk = finish(ask(BulkVerb.DELETE, ofType("work")), 200);

      assertThat(bulk.state()).isEqualTo(BulkState.COMPLETED);
      assertCounts(bulk, 8, 0, 1);
      assertThat(bulk.error().orElseThrow()).containsIgnoringCase("invoice");
      assertThat(ids("1 = 1")).containsExactly(failed.get(4));
      assertThat(store.figures.stats().failed()).isEqualTo(1);
    } finally {
      store.update("DROP TABLE invoice");
    }
  }

  @Test
  void manyRefusedOnesKeepNoneBehindThem() throws Exception {
    List<Long> failed = failed("work", 130);
    store.update("CREATE TABLE invoice (id BIGINT, FOREIGN KEY (id) REFERENCES execution (id))");
    try {
      for (long id : failed.subList(0, 120)) {
        store.update("INSERT INTO invoice VALUES (?)", id);
      }
      Bulk bulk = finish(ask(BulkVerb.DELETE, ofType("work")), 200);

      assertCounts(bulk, 10, 0, 120);
    } finally {
      store.update("DROP TABLE invoice");
    }
  }

  @Test
  void oneThatIsPassedOverIsCountedAndNotTried() throws Exception {
    failed("work", 3);
    Bulk bulk = ask(BulkVerb.RETRY, ofType("work"));

    worker.step(owned(), 1, Optional.of("It breaks off"));

    Bulk ended = finish(bulk, 200);
    assertCounts(ended, 2, 0, 1);
    assertThat(ended.error()).contains("It breaks off");
  }

  @Test
  void oneThatCannotBeDoneFails() throws Exception {
    Bulk bulk = ask(BulkVerb.RETRY, ofType("work"));

    worker.fail(owned(), "x".repeat(2000));

    assertThat(found(bulk).state()).isEqualTo(BulkState.FAILED);
    assertThat(found(bulk).error().orElseThrow()).hasSize(1000);
    assertThat(worker.owned(node.id())).isEmpty();
  }

  @Test
  void itIsKeptForThirtyDaysAfterItsEnd() throws Exception {
    Bulk old = finish(ask(BulkVerb.RETRY, List.of(1L, 2L)), 200);
    store.update("UPDATE execution_bulk SET finished_at = ?", store.now() - 30 * DAY - 1_000_000);
    Bulk kept = finish(ask(BulkVerb.RETRY, List.of(3L)), 200);
    store.update(
        "UPDATE execution_bulk SET finished_at = ? WHERE id = ?",
        store.now() - 29 * DAY,
        kept.id());
    Bulk running = ask(BulkVerb.RETRY, List.of(4L));

    node.sweep();

    assertThat(store.call(() -> store.bulks.find(old.id()))).isEmpty();
    assertThat(found(kept).selection().ids()).containsExactly(3L);
    assertThat(found(running).state()).isEqualTo(BulkState.RUNNING);
    assertThat(store.number("SELECT COUNT(*) FROM execution_bulk_part")).isEqualTo(2);
  }
}
