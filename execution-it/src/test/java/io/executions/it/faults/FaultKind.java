package io.executions.it.faults;

/** What can be broken. */
enum FaultKind {
  /** A node's process is killed, and started again a while later. */
  KILL,
  /** A node stands still, for less than a lease. */
  SHORT_FREEZE,
  /** A node stands still until it was declared dead. */
  LONG_FREEZE,
  /** A node stands still after it has entered the gate and before it commits. */
  FREEZE_IN_GATE,
  /** A node's connections to the database are reset, new ones too. */
  CUT,
  /** What a node and the database send each other vanishes. */
  BLACK_HOLE,
  /** Some commits of a node reach the database, their answers do not come back. */
  LOST_COMMITS,
  /** All nodes are stopped and started, one after the other. */
  ROLLING_RESTART,
  /** A database server is killed, and started again a while later. */
  DATABASE_KILL,
  /** A database server stands still, for less than a lease. */
  SHORT_DATABASE_FREEZE,
  /** A database server stands still, for longer than a lease. */
  LONG_DATABASE_FREEZE;

  boolean ofDatabase() {
    return name().contains("DATABASE");
  }
}
