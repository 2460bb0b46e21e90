package io.executions.api.json;

import io.executions.api.ExecutionStats;
import jakarta.json.JsonObject;

/** {@code ExecutionStats}. */
public final class StatsDocument {
  private StatsDocument() {}

  /** Returns the document. */
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

  /** Returns the counts that a document describes. */
  public static ExecutionStats read(JsonObject document) {
    Fields fields = new Fields(document);
    return new ExecutionStats(
        fields.longWhole("pending"),
        fields.longWhole("running"),
        fields.longWhole("completed"),
        fields.longWhole("failed"),
        fields.longWhole("cancelled"),
        fields.flag("pendingCapped"));
  }
}
