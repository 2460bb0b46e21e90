package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Bulk;
import io.executions.api.BulkVerb;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionSelection;
import io.executions.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Bulks on an empty store, with one node that does them step by step. */
abstract class BulkContract extends StoreContract {
  static final String BY = "operator";

  final List<Move> moves = new ArrayList<>();
  TestNode node;
  BulkStore worker;

  @BeforeEach
  final void joinNode() throws SQLException {
    node = node("a", "work", "mail");
    worker = new BulkStore(store.database.reserve());
  }

  @AfterEach
  final void closeWorker() {
    worker.close();
  }

  Bulk ask(BulkVerb verb, ExecutionFilter filter) {
    return ask(verb, ExecutionSelection.of(filter));
  }

  Bulk ask(BulkVerb verb, List<Long> ids) {
    return ask(verb, ExecutionSelection.of(ids));
  }

  Bulk ask(BulkVerb verb, ExecutionSelection selection) {
    return store.call(() -> store.bulks.add(verb, selection, BY));
  }

  static ExecutionFilter ofType(String type) {
    return ExecutionFilter.all().withType(type);
  }

  /** Does one step of the only bulk that the node owns. */
  Optional<BulkStep> step(int most) throws SQLException {
    Optional<BulkStep> step = worker.step(owned(), most, Optional.empty());
    step.ifPresent(its -> moves.addAll(its.moves()));
    return step;
  }

  BulkStore.Owned owned() throws SQLException {
    List<BulkStore.Owned> owned = worker.owned(node.id());
    assertThat(owned).hasSize(1);
    return owned.get(0);
  }

  /** Goes on until the bulk has ended, without the waits between two tries. */
  Bulk finish(Bulk bulk, int most) throws SQLException {
    for (int steps = 0; steps < 1000; steps++) {
      BulkStep step = step(most).orElseThrow();
      if (step.isEnd()) {
        return found(bulk);
      }
      if (step.waitMicros() > 0) {
        store.update("UPDATE execution_bulk_part SET not_before = 0");
      }
    }
    throw new AssertionError("The bulk does not end: " + found(bulk));
  }

  Bulk found(Bulk bulk) {
    return store.call(() -> store.bulks.find(bulk.id())).orElseThrow();
  }

  void assertCounts(Bulk bulk, long done, long skipped, long failed) {
    assertThat(List.of(bulk.done(), bulk.skipped(), bulk.failed()))
        .containsExactly(done, skipped, failed);
    assertThat(bulk.matched()).contains(done + skipped + failed);
  }

  /** Creates some and has them fail. */
  List<Long> failed(String type, int many) throws SQLException {
    store.create(type, many);
    return ended(type, many);
  }

  /** Claims so many of that type and has them fail. */
  List<Long> ended(String type, int many) throws SQLException {
    List<Long> claimed = node.claimedIds(many, type);
    node.inGate(
        gate -> {
          gate.settle(gate.lock(claimed).running().stream().map(Ends::failed).toList());
          return null;
        });
    assertThat(claimed).hasSize(many);
    return claimed;
  }

  List<Long> ids(String condition) throws SQLException {
    return store.sql(
        sql ->
            sql.list(
                "SELECT id FROM execution WHERE %s ORDER BY id".formatted(condition),
                row -> row.getLong(1)));
  }

  /** Holds the locks of these rows until it is closed. */
  Connection holding(List<Long> ids) throws SQLException {
    Connection holder = store.dataSource.getConnection();
    holder.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    holder.setAutoCommit(false);
    new Sql(holder, store.database.dialect())
        .list(
            Sql.withIds("SELECT id FROM execution WHERE id IN ({ids}) FOR UPDATE", ids),
            row -> true,
            ids.toArray());
    return holder;
  }
}
