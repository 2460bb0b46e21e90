package io.executions.web.json;

import io.executions.api.ExecutionStats;
import io.executions.api.ExecutionType;
import io.executions.api.Node;
import io.executions.api.PollTimer;
import io.executions.api.ProcessingStatus;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.List;

/** What the service tells of itself, in JSON. */
public final class ServiceJson {
  private ServiceJson() {}

  /** Returns the document of the counts. */
  public static JsonObject write(ExecutionStats stats) {
    return JsonBuilders.object()
        .add("pending", stats.pending())
        .add("running", stats.running())
        .add("completed", stats.completed())
        .add("failed", stats.failed())
        .add("cancelled", stats.cancelled())
        .add("total", stats.total())
        .add("pendingCapped", stats.pendingCapped())
        .build();
  }

  /** Returns the document of the processing status. */
  public static JsonObject write(ProcessingStatus status) {
    JsonArrayBuilder nodes = JsonBuilders.array();
    status.nodes().forEach(node -> nodes.add(write(node)));
    JsonObjectBuilder document =
        JsonBuilders.object()
            .add("running", status.running())
            .add("pending", status.pending())
            .add("pendingCapped", status.pendingCapped())
            .add("maxConcurrentExecutions", status.settings().maxConcurrentExecutions())
            .add("paused", status.settings().paused())
            .add("pollIntervalMs", status.pollInterval().toMillis())
            .add("initialized", status.initialized())
            .add("version", status.version())
            .add("node", status.node())
            .add("nodes", nodes);
    if (!status.unhandledTypes().isEmpty()) {
      document.add("unhandledTypes", texts(status.unhandledTypes()));
    }
    return document.build();
  }

  /** Returns the document of the types that can be created. */
  public static JsonObject writeTypes(List<ExecutionType> types) {
    JsonArrayBuilder items = JsonBuilders.array();
    types.forEach(
        type ->
            items.add(
                JsonBuilders.object()
                    .add("type", type.type())
                    .add("nodes", texts(type.nodes()))
                    .add("exampleInput", type.exampleInput())));
    return JsonBuilders.object().add("items", items).build();
  }

  /** Returns the document of a node's health. */
  public static JsonObject writeHealth(List<String> problems, List<String> warnings) {
    return JsonBuilders.object()
        .add("status", problems.isEmpty() ? "up" : "down")
        .add("problems", texts(problems))
        .add("warnings", texts(warnings))
        .build();
  }

  /** Returns the document of a node. */
  public static JsonObject write(Node node) {
    return JsonBuilders.object()
        .add("id", node.id())
        .add("name", node.name())
        .add("state", node.state().jsonName())
        .add("startedAt", Timestamps.write(node.startedAt()))
        .add("lastBeatAt", Timestamps.write(node.lastBeatAt()))
        .add("types", texts(node.types()))
        .add("workers", node.workers())
        .add("running", node.running())
        .add("replays", node.replays())
        .add("timer", write(node.timer()))
        .build();
  }

  private static JsonObject write(PollTimer timer) {
    return new SparseObject()
        .add("intervalMs", timer.interval().toMillis())
        .addTime("lastPollAt", timer.lastPollAt())
        .addNumber("lastPollMillis", timer.lastPollTook().map(Duration::toMillis))
        .addTime("nextPollAt", timer.nextPollAt())
        .addText("lastError", timer.lastError())
        .addIfTrue("suspended", timer.suspended())
        .build();
  }

  private static JsonArray texts(List<String> texts) {
    JsonArrayBuilder array = JsonBuilders.array();
    texts.forEach(array::add);
    return array.build();
  }
}
