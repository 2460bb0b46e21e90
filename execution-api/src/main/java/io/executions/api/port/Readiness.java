package io.executions.api.port;

import java.util.List;

/**
 * Port: whether this node can take work now, or ever again. Thread-safe.
 *
 * @see #problems()
 */
public interface Readiness {
  /**
   * Returns what stands in the way, each in one line that may be shown to anybody (no addresses, no
   * names but that of a database's file which has to be saved); empty when this node is ready.
   * Never waits for the database.
   */
  List<String> problems();

  /**
   * Returns whether only another start can help this node: its files or classes are missing, or its
   * requests are not answered. Not while that start would not find the database any more.
   */
  boolean isDamaged();

  /**
   * Returns what is worth knowing though it does not stand in the way, each in one line that may be
   * shown to anybody; often empty. May name types of executions. Never waits for the database.
   */
  List<String> warnings();
}
