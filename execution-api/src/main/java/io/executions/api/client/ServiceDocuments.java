package io.executions.api.client;

import io.executions.api.ClusterSettings;
import io.executions.api.ExecutionStats;
import io.executions.api.ExecutionType;
import io.executions.api.Node;
import io.executions.api.NodeState;
import io.executions.api.PollTimer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the service tells of itself, as JSON has it. */
final class ServiceDocuments {
  static final String KEEP_ALL = "none";

  private ServiceDocuments() {}

  static ExecutionStats stats(Fields document) {
    return new ExecutionStats(
        document.longWhole("pending"),
        document.longWhole("running"),
        document.longWhole("completed"),
        document.longWhole("failed"),
        document.longWhole("cancelled"),
        document.flag("pendingCapped"));
  }

  static ServiceStatus status(Fields document) {
    return new ServiceStatus(
        document.longWhole("running"),
        document.longWhole("pending"),
        document.flag("pendingCapped"),
        document.whole("maxConcurrentExecutions"),
        document.flag("paused"),
        document.millis("pollIntervalMs"),
        document.flag("initialized"),
        document.text("version"),
        document.text("node"),
        document.objects("nodes", ServiceDocuments::node),
        document.has("unhandledTypes") ? document.texts("unhandledTypes") : List.of());
  }

  static Node node(Fields document) {
    return new Node(
        document.longWhole("id"),
        document.text("name"),
        NodeState.fromJsonName(document.text("state")),
        document.time("startedAt"),
        document.time("lastBeatAt"),
        document.texts("types"),
        document.whole("workers"),
        document.longWhole("running"),
        document.longWhole("replays"),
        timer(document.object("timer")));
  }

  static List<ExecutionType> types(Fields document) {
    return document.objects(
        "items",
        item ->
            new ExecutionType(item.text("type"), item.texts("nodes"), item.value("exampleInput")));
  }

  static ClusterSettings settings(Fields document) {
    String retention = document.text("retention");
    return new ClusterSettings(
        document.whole("maxConcurrentExecutions"),
        document.flag("paused"),
        retention.equals(KEEP_ALL) ? Optional.empty() : Optional.of(Duration.parse(retention)));
  }

  static Health health(Fields document) {
    return new Health(document.texts("warnings"));
  }

  private static PollTimer timer(Fields document) {
    return new PollTimer(
        document.millis("intervalMs"),
        document.optionalTime("lastPollAt"),
        document.optionalMillis("lastPollMillis"),
        document.optionalTime("nextPollAt"),
        document.optionalText("lastError"),
        document.has("suspended") && document.flag("suspended"));
  }
}
