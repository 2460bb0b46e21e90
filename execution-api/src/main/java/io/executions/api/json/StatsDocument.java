package io.executions.api.json;

import io.executions.api.ExecutionStats;
import io.executions.api.OldestPending;
import io.executions.api.TypeStats;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** {@code ExecutionStats}. */
public final class StatsDocument {
  private StatsDocument() {}

  /** Returns the document. */
  public static JsonObject write(ExecutionStats stats) {
    return new SparseObject()
        .add("pending", stats.pending())
        .add("running", stats.running())
        .add("completed", stats.completed())
        .add("failed", stats.failed())
        .add("cancelled", stats.cancelled())
        .add("total", stats.total())
        .add("pendingCapped", stats.pendingCapped())
        .addValue("oldestPending", stats.oldestPending().map(StatsDocument::write))
        .add("types", types(stats.types()))
        .build();
  }

  /** Returns {@code OldestPending}. */
  public static JsonObject write(OldestPending oldest) {
    return new SparseObject()
        .add("id", oldest.id())
        .add("type", oldest.type())
        .addTime("createdAt", oldest.createdAt())
        .addTime("runAt", oldest.runAt())
        .build();
  }

  private static JsonArray types(List<TypeStats> types) {
    JsonArrayBuilder array = JsonBuilders.array();
    types.forEach(type -> array.add(write(type)));
    return array.build();
  }

  /** Returns {@code TypeStats}. */
  public static JsonObject write(TypeStats stats) {
    return JsonBuilders.object()
        .add("type", stats.type())
        .add("pending", stats.pending())
        .add("pendingCapped", stats.pendingCapped())
        .add("running", stats.running())
        .build();
  }

  private static OldestPending readOldest(Fields fields) {
    return new OldestPending(
        fields.longWhole("id"),
        fields.text("type"),
        fields.time("createdAt"),
        fields.time("runAt"));
  }

  private static TypeStats readType(Fields fields) {
    return new TypeStats(
        fields.text("type"),
        fields.longWhole("pending"),
        fields.flag("pendingCapped"),
        fields.longWhole("running"));
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
        fields.flag("pendingCapped"),
        fields.has("oldestPending")
            ? Optional.of(readOldest(fields.object("oldestPending")))
            : Optional.empty(),
        fields.objects("types", StatsDocument::readType));
  }
}
