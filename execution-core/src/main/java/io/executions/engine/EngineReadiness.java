package io.executions.engine;

import io.executions.api.Readiness;
import io.executions.api.ServiceUnavailableException;
import io.executions.store.Cluster;
import io.executions.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** A node is ready when it has joined the cluster, polls, and its database answers. */
@ApplicationScoped
class EngineReadiness implements Readiness {
  @Inject private ExecutionPoller poller;
  @Inject private Cluster cluster;
  @Inject private Database database;
  @Inject private DatabaseCall call;

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (!poller.isInitialized()) {
      problems.add("This node does not poll");
    } else if (poller.nodeName().isEmpty()) {
      problems.add("This node has not joined the cluster");
    } else if (poller.lastError().isPresent()) {
      problems.add("This node's last poll failed");
    }
    try {
      call.call(cluster::settings);
    } catch (ServiceUnavailableException e) {
      problems.add("The database does not answer");
    }
    return problems;
  }

  @Override
  public List<String> warnings() {
    return database.isVolatile()
        ? List.of("The database is in memory only: everything is lost when it stops")
        : List.of();
  }
}
