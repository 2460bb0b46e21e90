package io.executions.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;

/** What can be measured of each contender, in this order: what leaves a backlog comes last. */
enum Workload {
  /** How long a node takes until it is ready, at its first start and at the next one. */
  START_UP(false, StartUp::twice),
  /** Executions a second that do nothing, on one node. */
  THROUGHPUT(true, Rates::ofNothing),
  /** Executions a second at the highest limit, with outputs. */
  OUTPUTS(false, Rates::withOutputs),
  /** Executions a second that wait for 20 milliseconds, at a limit of 64. */
  WAITS(false, Rates::ofWaits),
  /** Executions a second of two and three nodes and of one with the same limit. */
  NODES(false, Clusters::besideOneNode),
  /** How evenly two and three nodes share a limit while there is a backlog. */
  SHARES(false, Clusters::shares),
  /** From the commit of a creation to its start on the same, idle node. */
  PICK_UP(true, PickUp::onTheSameNode),
  /** The same while others are created and run there. */
  PICK_UP_UNDER_LOAD(false, PickUp::underLoad),
  /** From the commit of a creation to its start on another node, idle and under load. */
  PICK_UP_ELSEWHERE(false, PickUp::onAnotherNode),
  /** How long built-in handlers take for next to nothing, from the claim until it is settled. */
  HANDLERS(false, Handlers::measure),
  /** How long the rest of a backlog takes after one of two nodes was killed. */
  KILL(false, Kill::ofOneOfTwo),
  /** What a node keeps in memory while a thousand executions run on it. */
  MEMORY(false, Memory::whileManyRun),
  /** What a node takes while nothing happens. */
  IDLE(false, Idle::measure),
  /** Executions a second beside a long history. */
  HISTORY(false, History::beside),
  /** Executions a second with limits of queues and of keys. */
  FLOW_CONTROL(false, FlowControl::measure),
  /** How long the requests of the console's pages take beside a long history. */
  PAGES(false, Pages::beside),
  /** How long a look takes where many nodes run much. */
  MANY_NODES(false, ManyNodes::look),
  /** Creations a second, one by one, while nothing is run. */
  CREATION(true, Creation::oneByOne),
  /** What a creation adds to a caller's transaction. */
  CREATION_IN_TRANSACTION(false, Transactions::measure),
  /** Creations a second, a thousand at once, while nothing is run. */
  CREATION_IN_BULK(false, Creation::inBulk),
  /** Creations a second over REST, and what an empty request to the same server takes. */
  CREATION_OVER_REST(false, RestCreation::oneByOne),
  /** The same, a thousand at once. */
  BATCH_OVER_REST(false, RestCreation::inBatches);

  private final boolean core;
  private final Measurement measurement;

  /** Finds something out in a turn. */
  private interface Measurement {
    void measure(Turn turn) throws IOException, InterruptedException, SQLException;
  }

  Workload(boolean core, Measurement measurement) {
    this.core = core;
    this.measurement = measurement;
  }

  void measure(Turn turn) throws IOException, InterruptedException, SQLException {
    measurement.measure(turn);
  }

  /** Returns whether it belongs to what is measured when nobody asks for anything else. */
  boolean core() {
    return core;
  }

  /** Returns the name that users write, such as {@code pick-up}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Workload of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
