package io.executions.service;

import io.executions.api.Node;
import java.lang.System.Logger.Level;

/** Tells the log who steers which node. To be called after the commit. */
final class NodeLog {
  private static final System.Logger LOG = System.getLogger(NodeLog.class.getName());

  private NodeLog() {}

  static void drained(Node node, String by) {
    tell(node, by, "to claim nothing more");
  }

  static void resumed(Node node, String by) {
    tell(node, by, "to claim again");
  }

  private static void tell(Node node, String by, String what) {
    LOG.log(
        Level.INFO, "Node " + node.name() + " (" + node.id() + "): " + by + " asked it " + what);
  }
}
