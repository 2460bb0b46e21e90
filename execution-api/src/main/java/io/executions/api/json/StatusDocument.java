package io.executions.api.json;

import io.executions.api.Node;
import io.executions.api.ProcessingStatus;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** {@code ProcessingStatus}. */
public final class StatusDocument {
  private StatusDocument() {}

  /**
   * Makes what a client has of a document: the service's own value says more than its document.
   *
   * @param <T> what is made
   */
  @FunctionalInterface
  public interface Reading<T> {
    /** Returns what a document with these fields says. */
    T of(
        long running,
        long pending,
        boolean pendingCapped,
        int maxConcurrentExecutions,
        boolean paused,
        Duration pollInterval,
        boolean initialized,
        String version,
        String node,
        List<Node> nodes,
        List<String> unhandledTypes);
  }

  /** Returns the document. */
  public static JsonObject write(ProcessingStatus status) {
    JsonArrayBuilder nodes = JsonBuilders.array();
    status.nodes().forEach(node -> nodes.add(NodeDocument.write(node)));
    return new SparseObject()
        .add("running", status.running())
        .add("pending", status.pending())
        .add("pendingCapped", status.pendingCapped())
        .add("maxConcurrentExecutions", status.settings().maxConcurrentExecutions())
        .add("paused", status.settings().paused())
        .add("pollIntervalMs", status.pollInterval().toMillis())
        .add("initialized", status.initialized())
        .add("version", status.version())
        .add("node", status.node())
        .add("nodes", nodes.build())
        .addTextsIfAny("unhandledTypes", status.unhandledTypes())
        .build();
  }

  /** Returns what a document says. */
  public static <T> T read(JsonObject document, Reading<T> reading) {
    Fields fields = new Fields(document);
    return reading.of(
        fields.longWhole("running"),
        fields.longWhole("pending"),
        fields.flag("pendingCapped"),
        fields.whole("maxConcurrentExecutions"),
        fields.flag("paused"),
        fields.millis("pollIntervalMs"),
        fields.flag("initialized"),
        fields.text("version"),
        fields.text("node"),
        fields.objects("nodes", NodeDocument::read),
        fields.texts("unhandledTypes"));
  }
}
