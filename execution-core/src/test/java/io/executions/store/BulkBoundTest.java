package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.Bulk;
import io.executions.api.BulkCount;
import io.executions.api.BulkVerb;
import io.executions.api.ExecutionSelection;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What bulks read, however many executions there are, and what one that is damaged keeps up. */
class BulkBoundTest extends BulkContract {
  @Test
  void manyAreCountedUpToACap() throws Exception {
    new OldRows(store).ended(BulkCounting.MOST_EXAMINED + 1);

    assertThat(
            store.call(
                () -> store.bulks.count(BulkVerb.DELETE, ExecutionSelection.of(ofType("old")))))
        .isEqualTo(new BulkCount(BulkCounting.MOST_EXAMINED, true));
  }

  @Test
  void itsWalkReadsLittleMoreThanItTakes() throws Exception {
    new OldRows(store).ended(3000);
    store.update("UPDATE execution SET created_at = -id");
    store.sql(
        sql ->
            database.isMariaDb()
                ? sql.list("ANALYZE TABLE execution", row -> true)
                : sql.update("ANALYZE"));

    for (boolean byEnd : new boolean[] {false, true}) {
      Conditions all = new Conditions().and("stage = ?", "cancelled");
      assertThat(read(all, byEnd)).isLessThan(600);
      assertThat(read(all.and("type = ?", "old"), byEnd)).isLessThan(600);
    }
  }

  private long read(Conditions start, boolean byEnd) throws Exception {
    return node.connection()
        .autoCommit(
            sql -> {
              Conditions along = start.alongIndex(sql.dialect());
              Object[] parameters = along.valuesBefore(List.of(1000L, 1000L, 0L, 5000L, 200));
              return new RowsRead(database, sql)
                  .by(BulkWalk.along(along, start.columns(), byEnd), parameters);
            });
  }

  @Test
  void thousandsOfIdsAreLookedUpByTheirKeys() throws Exception {
    new OldRows(store).ended(10_000);
    List<Long> given = LongStream.rangeClosed(-2000, -1).boxed().toList();
    BulkScope scope = BulkScope.of(BulkVerb.DELETE, ExecutionSelection.of(given), store.now());

    store.sql(
        sql -> {
          BulkWalk walk = new BulkWalk(scope, sql);
          long before = rowsRead(sql);
          assertThat(walk.fittingIds(given)).containsExactlyInAnyOrderElementsOf(given);
          // From 1,000 ids on, MariaDB makes a table of them and reads all executions beside it.
          assertThat(rowsRead(sql) - before).isLessThan(6000);
          return null;
        });
  }

  private long rowsRead(Sql sql) throws SQLException {
    return database.isMariaDb() ? sql.number(RowsRead.MARIADB_READS) : 0;
  }

  @Test
  void oneWhoseFilterCannotBeReadHidesNoOther() throws Exception {
    Bulk damaged = ask(BulkVerb.RETRY, ofType("work"));
    Bulk other = ask(BulkVerb.CANCEL, ofType("work"));
    store.update("UPDATE execution_bulk SET selection = '[7]' WHERE id = ?", damaged.id());

    List<Bulk> page = store.call(() -> store.bulks.page(50, Optional.empty())).items();

    assertThat(page).extracting(Bulk::id).containsExactlyInAnyOrder(damaged.id(), other.id());
    assertThat(found(damaged).error().orElseThrow()).startsWith("What it is for cannot be read");
    assertThat(found(damaged).selection().filter()).isEmpty();
    assertThat(found(other)).isEqualTo(other);
    assertThatThrownBy(() -> worker.step(owned(damaged), 10, Optional.empty()))
        .isInstanceOf(RuntimeException.class);
  }

  private BulkStore.Owned owned(Bulk bulk) throws Exception {
    return worker.owned(node.id()).stream()
        .filter(its -> its.id() == bulk.id())
        .findFirst()
        .orElseThrow();
  }
}
