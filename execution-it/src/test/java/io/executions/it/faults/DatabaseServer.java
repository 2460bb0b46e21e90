package io.executions.it.faults;

/** One process of the database, and what can happen to it. */
interface DatabaseServer {
  /** Returns its port on the loopback address. */
  int port();

  /** Kills it, as {@code kill -9} does. */
  void kill();

  /** Starts it after {@link #kill()}, on the same port and data, and returns when it is up. */
  void restart();

  /** Lets it stand still. */
  void freeze();

  /** Lets it go on. */
  void thaw();
}
