package io.executions.it.faults;

import static org.awaitility.Awaitility.await;

import io.executions.it.faults.DatabaseRows.Life;
import io.executions.it.history.Absence;
import io.executions.it.process.ServiceProcess;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/** What is to be said of the nodes in the end: all live, and none died without a cause. */
final class ClusterState {
  /** What a process may say of its start, its stop, and each fault that it sees. */
  private static final int MOST_LINES = 40;

  private static final int MOST_LINES_OF_A_FAULT = 25;
  private static final Duration MOST_UNTIL_POLLED = Duration.ofMinutes(1);

  private final List<ServiceNode> nodes;
  private final List<String> breaches = new ArrayList<>();

  ClusterState(List<ServiceNode> nodes) {
    this.nodes = nodes;
  }

  List<String> breaches(DatabaseRows rows, int faults) throws Exception {
    for (ServiceNode node : nodes) {
      if (!node.process().alive()) {
        breaches.add(node.name() + " has ended by itself");
      }
      checkLogs(node, faults);
    }
    checkLives(rows.lives());
    for (ServiceNode node : nodes) {
      awaitAllPoll(node);
    }
    return breaches;
  }

  /** Each death of a node must have a cause: a kill, a stop, or a silence of its own. */
  private void checkLives(List<Life> lives) throws Exception {
    for (ServiceNode node : nodes) {
      List<Absence> absences = node.history().absences();
      List<Life> own = lives.stream().filter(life -> life.node().startsWith(node.name())).toList();
      for (int each = 1; each < own.size(); each++) {
        Life before = own.get(each - 1);
        Life life = own.get(each);
        if (absences.stream().noneMatch(absence -> explains(absence, before, life))) {
          breaches.add("%s joined anew without a cause: %s".formatted(node.name(), life));
        }
      }
      if (own.stream().filter(Life::hasBeaten).count() > absences.size() + 1) {
        breaches.add("%s had %d lives: %s".formatted(node.name(), own.size(), own));
      }
    }
  }

  /** However long it took the node to come back: a process may start slowly. */
  private static boolean explains(Absence absence, Life before, Life life) {
    return absence.from() < life.joinedAt() && absence.to() > before.joinedAt();
  }

  private void awaitAllPoll(ServiceNode node) {
    try {
      await()
          .atMost(MOST_UNTIL_POLLED)
          .pollInterval(Duration.ofMillis(500))
          .until(() -> allPoll(node.client().get("api/status").json()));
    } catch (ConditionTimeoutException e) {
      breaches.add(
          "%s does not show that all nodes poll: %s".formatted(node.name(), e.getMessage()));
    }
  }

  private boolean allPoll(JsonObject status) {
    List<String> polling =
        status.getJsonArray("nodes").getValuesAs(JsonObject.class).stream()
            .filter(each -> each.getString("state").equals("polling"))
            .filter(each -> each.getInt("running") == 0)
            .filter(each -> !each.getJsonObject("timer").containsKey("lastError"))
            .map(each -> each.getString("name"))
            .sorted()
            .toList();
    return status.getInt("running") + status.getInt("pending") == 0
        && polling.equals(nodes.stream().map(ServiceNode::name).toList());
  }

  private void checkLogs(ServiceNode node, int faults) {
    for (ServiceProcess process : node.processes()) {
      List<String> log = process.log();
      log.stream()
          .filter(
              line ->
                  line.startsWith("\tat ") || line.startsWith(" ") || line.startsWith("Caused by"))
          .findFirst()
          .ifPresent(
              line ->
                  breaches.add("%s logs a trace: %s".formatted(node.name(), around(log, line))));
      if (log.size() > MOST_LINES + faults * MOST_LINES_OF_A_FAULT) {
        breaches.add("%s logs %d lines".formatted(node.name(), log.size()));
      }
    }
  }

  private static List<String> around(List<String> log, String line) {
    int at = log.indexOf(line);
    return log.subList(Math.max(0, at - 2), Math.min(log.size(), at + 6));
  }
}
