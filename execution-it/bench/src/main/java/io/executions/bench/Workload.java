package io.executions.bench;

import java.io.IOException;
import java.util.Locale;

/** What can be measured of each contender, in this order: what leaves a backlog comes last. */
enum Workload {
  /** Executions a second that do nothing, on one node. */
  THROUGHPUT(true, Rates::ofNothing),
  /** Executions a second at the highest limit, with outputs. */
  OUTPUTS(false, Rates::withOutputs),
  /** Executions a second that wait for 20 milliseconds, at a limit of 64. */
  WAITS(false, Rates::ofWaits),
  /** Executions a second of two nodes and of one with the same limit. */
  NODES(false, Clusters::twoBesideOne),
  /** How evenly two and three nodes share a limit while there is a backlog. */
  SHARES(false, Clusters::shares),
  /** From the commit of a creation to its start on the same, idle node. */
  PICK_UP(true, PickUp::onTheSameNode),
  /** How long a node takes to start, and what it takes while nothing happens. */
  IDLE(false, Idle::afterStart),
  /** Creations a second, one by one, while nothing is run. */
  CREATION(true, Creation::oneByOne),
  /** Creations a second, a thousand at once, while nothing is run. */
  CREATION_IN_BULK(false, Creation::inBulk),
  /** Creations a second over REST, and what an empty request to the same server takes. */
  CREATION_OVER_REST(false, RestCreation::oneByOne);

  private final boolean core;
  private final Measurement measurement;

  Workload(boolean core, Measurement measurement) {
    this.core = core;
    this.measurement = measurement;
  }

  void measure(Turn turn) throws IOException, InterruptedException {
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
