package io.executions.engine;

import io.executions.api.Readiness;
import io.executions.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/**
 * A node is ready when it is whole, has joined the cluster, claims, and its database answers. All
 * of that is known from its own files, beats and polls: asking costs the database nothing and never
 * waits for it.
 */
@ApplicationScoped
class EngineReadiness implements Readiness {
  @Inject private ExecutionPoller poller;
  @Inject private Database database;
  @Inject private Damage damage;

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>(damage.text().stream().toList());
    if (!poller.isInitialized()) {
      problems.add("This node has not started polling, or is about to stop");
    } else if (!poller.isMember()) {
      problems.add("This node has not joined the cluster");
    } else if (poller.isDraining()) {
      problems.add("This node drains");
    } else if (poller.lastError().isPresent()) {
      problems.add("This node's last poll failed");
    }
    if (!poller.isDatabaseAnswering()) {
      problems.add("The database does not answer");
    } else if (database.refusesConnections()) {
      problems.add("The database has no connection to spare");
    }
    return problems;
  }

  @Override
  public boolean isDamaged() {
    return poller.isDamaged() || damage.text().isPresent();
  }

  @Override
  public List<String> warnings() {
    return database.warning().stream().toList();
  }
}
