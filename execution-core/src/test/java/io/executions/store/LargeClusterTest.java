package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.NodeFilter;
import io.executions.database.ReservedConnection;
import io.executions.database.Sql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 100 nodes run 100 executions each, at a limit of 10,000. */
class LargeClusterTest extends StoreContract {
  private static final long ME = 7;
  private static final long DEAD = 5;
  private static final int MOST_NODES = 1000;

  /** All nodes some times, due and waiting executions, and what a database counts twice. */
  private static final int LITTLE = 4 * (LargeCluster.NODES + LargeCluster.GONE);

  @BeforeEach
  void fill() throws Exception {
    LargeCluster.fill(database, store);
  }

  @Test
  void onlyTheCountWalksThroughAllThatRuns() throws Exception {
    List<Object> ofLook = new ArrayList<>(LargeCluster.TYPES);
    ofLook.addAll(List.of(ME, ME));
    String look = Sql.withIds(SnapshotQuery.SNAPSHOT, LargeCluster.TYPES);
    try (ReservedConnection connection = store.database.reserve();
        EngineStore engine = new EngineStore(connection, Optional.empty())) {
      assertThat(connection.<Long>autoCommit(sql -> reads(sql, look, ofLook.toArray())))
          .as("look")
          .isBetween((long) LargeCluster.RUNNING, (long) LargeCluster.RUNNING + LITTLE);
      assertThat(connection.<Long>autoCommit(sql -> reads(sql, NodeQuery.RUNNING_OF_ONE, ME)))
          .as("what one node runs")
          .isLessThan(2 * LargeCluster.RUNS_OF_EACH + LITTLE);
      report("look", () -> engine.look(ME, LargeCluster.TYPES));
      report("count in the gate", () -> engine.inGate(ME, "me", Gate::room));
      report("drain", () -> store.requests.drain(ME));
      report("poll", () -> store.requests.poll(ME));
      report("nodes of the status", () -> store.cluster.nodes(NodeFilter.LIVING));
      report("figures", store.figures::stats);

      assertThat(store.cluster.nodes(NodeFilter.LIVING))
          .hasSize(LargeCluster.NODES)
          .allMatch(node -> node.running() == LargeCluster.RUNS_OF_EACH);
      assertThat(store.cluster.nodes(NodeFilter.ALL))
          .hasSize(LargeCluster.NODES + LargeCluster.GONE);

      store.update("UPDATE execution_node SET state = 'dead' WHERE id = ?", DEAD);
      assertThat(engine.look(ME, LargeCluster.TYPES).orphans()).isTrue();
      assertThat(
              connection.<Long>autoCommit(sql -> reads(sql, DeathStatements.ORPHANED, MOST_NODES)))
          .as("nodes with orphans")
          .isLessThan(LITTLE);
      String orphans = Sql.withIds(DeathStatements.ORPHANS, List.of(DEAD));
      assertThat(connection.<Long>autoCommit(sql -> reads(sql, orphans, DEAD)))
          .as("orphans")
          .isBetween((long) LargeCluster.RUNS_OF_EACH, 2L * LargeCluster.RUNS_OF_EACH);
      report("look with orphans", () -> engine.look(ME, LargeCluster.TYPES));
      report(
          "orphans in the gate", () -> engine.inGate(ME, "me", gate -> gate.deadNodes().orphans()));
    }
  }

  private long reads(Sql sql, String query, Object... parameters) throws java.sql.SQLException {
    return new RowsRead(database, sql).by(query, parameters);
  }

  /** Times are told, not judged: they are the machine's. */
  private void report(String what, Callable<?> work) throws Exception {
    long[] nanos = new long[21];
    for (int i = 0; i < nanos.length; i++) {
      long began = System.nanoTime();
      work.call();
      nanos[i] = System.nanoTime() - began;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%s, large cluster, %s: %.2f ms, at most %.2f%n",
        database, what, nanos[10] / 1e6, nanos[20] / 1e6);
  }
}
