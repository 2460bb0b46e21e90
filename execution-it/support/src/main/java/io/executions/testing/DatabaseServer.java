package io.executions.testing;

/** A database server, and what can happen to it. */
public interface DatabaseServer {
  /** Returns its port on the loopback address. */
  int port();

  /** Kills it, as {@code kill -9} does, and returns when it is gone. */
  void kill();

  /** Starts it after {@link #kill()}, on the same port and data, and returns when it is up. */
  void restart();

  /** Lets it stand still, as {@code kill -STOP} does. */
  void freeze();

  /** Lets it go on after {@link #freeze()}. */
  void thaw();
}
