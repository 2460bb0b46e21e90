package io.executions.service;

import io.executions.api.port.Readiness;
import io.executions.database.Database;
import io.executions.engine.ExecutionPoller;
import io.executions.engine.RestartNeeded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A node is ready when it is whole, has joined the cluster, claims, and its database answers. All
 * of that is known from its own files, beats and polls: asking costs the database nothing and never
 * waits for it.
 */
@ApplicationScoped
class EngineReadiness implements Readiness {
  private static final int MOST_NAMED = 5;

  @Inject private ExecutionPoller poller;
  @Inject private Database database;
  @Inject private RestartNeeded restartNeeded;
  @Inject private TypeWatch types;
  @Inject private QueueWatch queues;

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>(restartNeeded.text().stream().toList());
    if (poller.isStopping()) {
      problems.add("This node is about to stop");
    } else if (poller.isStarting()) {
      problems.add("This node is starting");
      return problems;
    } else if (!poller.isInitialized()) {
      problems.add("This node has stopped polling");
    } else if (!poller.isMember()) {
      problems.add("This node has not joined the cluster");
    } else if (poller.isDraining()) {
      problems.add("This node drains");
    } else if (poller.lastError().isPresent()) {
      problems.add("This node's last poll failed");
    }
    Optional<String> unfit = poller.unfitDatabase();
    if (unfit.isPresent()) {
      problems.add(unfit.get());
    } else if (!poller.isDatabaseAnswering()) {
      problems.add(
          poller.hasLostDatabase()
              ? "The file of the embedded database is in use"
              : "The database does not answer");
    } else if (database.refusesConnections()) {
      problems.add("The database has no connection to spare");
    }
    database.goneFile().ifPresent(problems::add);
    if (database.lacksRoom()) {
      problems.add("The disk of the database is nearly full");
    }
    return problems;
  }

  /** Not while the end of this process would be the end of its database. */
  @Override
  public boolean isDamaged() {
    return (poller.isDamaged() || restartNeeded.text().isPresent())
        && database.goneFile().isEmpty();
  }

  @Override
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>(database.warning().stream().toList());
    if (poller.isPaused()) {
      warnings.add("The cluster is paused: nothing starts until the setting paused is false");
    }
    warnings.addAll(poller.upkeepFailures());
    List<String> unhandled = types.knownUnhandled();
    if (!unhandled.isEmpty()) {
      warnings.add(named("Executions wait that no node handles; their types: ", unhandled));
    }
    List<String> unknown = queues.knownUnknown();
    if (!unknown.isEmpty()) {
      warnings.add(named("EXECUTION_QUEUES names queues that nobody uses: ", unknown));
    }
    return warnings;
  }

  /** Names some; the status names all. */
  private static String named(String what, List<String> all) {
    String named = String.join(", ", all.subList(0, Math.min(MOST_NAMED, all.size())));
    int more = all.size() - MOST_NAMED;
    return what + named + (more > 0 ? " and %d more".formatted(more) : "");
  }
}
