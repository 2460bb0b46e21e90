package io.executions.store;

import io.executions.database.ReservedConnection;
import io.executions.store.NodeStore.Answer;
import io.executions.store.NodeStore.Defining;
import io.executions.store.NodeStore.Joined;
import io.executions.store.NodeStore.Joining;
import io.executions.store.NodeStore.TimerReport;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A node that has joined, with the two connections that it keeps. */
record TestNode(
    ReservedConnection connection, EngineStore engine, NodeStore beats, long id, String name)
    implements AutoCloseable {
  static final Duration LEASE = Duration.ofSeconds(10);
  static final TimerReport NO_POLL_YET =
      new TimerReport(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  static TestNode join(TestStore store, String name, Optional<String> home, String... types)
      throws SQLException {
    return join(store, name, home, new Defining("tests", List.of(), 0), types);
  }

  /** Adds a node that serves these queues only. */
  static TestNode serving(TestStore store, String name, Set<String> queues, String... types)
      throws SQLException {
    Defining none = new Defining("tests", List.of(), 0);
    return join(store, name, Optional.empty(), none, queues, types);
  }

  static TestNode join(
      TestStore store, String name, Optional<String> home, Defining defining, String... types)
      throws SQLException {
    return join(store, name, home, defining, Set.of(), types);
  }

  private static TestNode join(
      TestStore store,
      String name,
      Optional<String> home,
      Defining defining,
      Set<String> served,
      String... types)
      throws SQLException {
    Map<String, String> examples =
        Arrays.stream(types).collect(Collectors.toMap(type -> type, type -> "{}"));
    NodeStore beats = new NodeStore(store.database.reserve());
    Joined joined =
        beats.join(
            new Joining(
                name,
                home,
                LEASE,
                4,
                Duration.ofSeconds(2),
                examples,
                Map.of(),
                served,
                Optional.empty(),
                defining),
            false);
    ReservedConnection connection = store.database.reserve();
    return new TestNode(
        connection,
        new EngineStore(connection, TestStore.SETTINGS.auditRetention()),
        beats,
        joined.id(),
        joined.name());
  }

  <T> T inGate(EngineStore.GateWork<T> work) throws SQLException {
    return engine.inGate(id, name, work);
  }

  List<ClaimedExecution> claim(int most, String... types) throws SQLException {
    return inGate(gate -> claim(gate, most, types));
  }

  /** Claims within a transaction that has begun. */
  List<ClaimedExecution> claim(Gate gate, int most, String... types) throws SQLException {
    return claim(gate, most, new QueueTurns(List.of()), types);
  }

  List<ClaimedExecution> claim(Gate gate, int most, QueueTurns turns, String... types)
      throws SQLException {
    List<Due> first = gate.pending().due(most, List.of(types), turns, Set.of());
    List<ClaimedExecution> due = gate.lock(first.stream().map(Due::id).toList()).due(first);
    Admission admission = gate.queues().admit(due);
    gate.queues().block(admission.blocked());
    gate.queues().putInTurn(admission.outOfTurn(), List.of(types));
    List<ClaimedExecution> claimed = gate.claim(admission.admitted(), List.of(types));
    turns.claimed(claimed);
    return claimed;
  }

  List<Long> claimedIds(int most, String... types) throws SQLException {
    return claim(most, types).stream().map(ClaimedExecution::id).toList();
  }

  /** Claims the one execution of that type. */
  ClaimedExecution claimOne(String type) throws SQLException {
    List<ClaimedExecution> claimed = claim(1, type);
    if (claimed.isEmpty()) {
      throw new AssertionError("Nothing of type %s was due".formatted(type));
    }
    return claimed.get(0);
  }

  /** Settles an execution that runs, as the engine does it. */
  void settle(long execution, Function<RunningRow, Settlement> end) throws SQLException {
    inGate(
        gate -> {
          List<RunningRow> rows = gate.lock(List.of(execution)).running();
          gate.settle(rows.stream().map(end).toList());
          return gate.queues().freeFor(rows.stream().map(RunningRow::lane).toList());
        });
  }

  /** Returns the running row as it is now, without keeping it locked. */
  RunningRow runningRow(long execution) throws SQLException {
    return unlockedRows(List.of(execution)).get(0);
  }

  List<RunningRow> unlockedRows(List<Long> executions) throws SQLException {
    return inGate(gate -> gate.lock(executions).running());
  }

  Set<Long> stillRunning(List<Long> executions) throws SQLException {
    return inGate(gate -> gate.stillRunning(executions, id));
  }

  void want(int slots, long since) throws SQLException {
    inGate(
        gate -> {
          gate.wants().say(id, slots, since);
          return null;
        });
  }

  List<Long> orphans() throws SQLException {
    return inGate(gate -> gate.deadNodes().orphans());
  }

  boolean sweep() throws SQLException {
    return engine.sweep(id);
  }

  Snapshot look(String... types) throws SQLException {
    return engine.look(id, List.of(types));
  }

  boolean beat() throws SQLException {
    return beats.beat(id, false, NO_POLL_YET) != Answer.DEAD;
  }

  @Override
  public void close() {
    engine.close();
    beats.close();
  }
}
