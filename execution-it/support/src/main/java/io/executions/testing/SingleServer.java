package io.executions.testing;

/** A database server that stands alone and has as many databases as tests want. */
public interface SingleServer extends DatabaseServer {
  /** Creates an empty database and returns its JDBC URL; the user is root, without a password. */
  String newDatabase();

  /** Returns whether its process runs. */
  boolean alive();
}
