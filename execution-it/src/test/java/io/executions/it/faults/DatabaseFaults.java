package io.executions.it.faults;

import io.executions.it.history.Absence;
import io.executions.it.history.Absence.Kind;
import io.executions.it.history.HostClock;
import io.executions.testing.DatabaseServer;
import java.util.ArrayList;
import java.util.List;

/** Breaks a database server, mends it, and waits until the nodes that use it are back. */
final class DatabaseFaults {
  private final ServiceDatabase database;
  private final List<ServiceNode> nodes;
  private final NodeFaults nodeFaults;

  DatabaseFaults(ServiceDatabase database, List<ServiceNode> nodes, NodeFaults nodeFaults) {
    this.database = database;
    this.nodes = nodes;
    this.nodeFaults = nodeFaults;
  }

  void kill(DatabaseServer server, long millis) throws InterruptedException {
    long from = HostClock.nanos();
    server.kill();
    Thread.sleep(millis);
    server.restart();
    judge(server, from);
  }

  void freeze(DatabaseServer server, long millis) throws InterruptedException {
    long from = HostClock.nanos();
    server.freeze();
    Thread.sleep(millis);
    server.thaw();
    judge(server, from);
  }

  /**
   * An outage for all nodes may kill none of them. One for some of them is to these what a cut is.
   */
  private void judge(DatabaseServer server, long from) {
    Absence outage = new Absence(Kind.CUT, from, HostClock.nanos());
    List<ServiceNode> users = users(server);
    for (ServiceNode node : users) {
      if (users.size() == nodes.size()) {
        node.wasStalled(outage);
      }
    }
    for (ServiceNode node : users) {
      if (users.size() < nodes.size()) {
        nodeFaults.judgeSilence(node, outage);
      } else if (!node.disturbed()) {
        nodeFaults.awaitBack(node, outage.to());
      }
    }
  }

  private List<ServiceNode> users(DatabaseServer server) {
    List<ServiceNode> users = new ArrayList<>();
    for (int number = 1; number <= nodes.size(); number++) {
      if (database.serverOf(number).port() == server.port()) {
        users.add(nodes.get(number - 1));
      }
    }
    return users;
  }
}
