package io.executions.api.json;

import io.executions.api.ExecutionFailures;
import io.executions.api.FailureGroup;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;

/** {@code ExecutionFailures} and {@code FailureGroup}. */
public final class FailuresDocument {
  private FailuresDocument() {}

  /** Returns the document. */
  public static JsonObject write(ExecutionFailures failures) {
    JsonArrayBuilder items = JsonBuilders.array();
    failures.items().forEach(group -> items.add(write(group)));
    return new SparseObject()
        .addTime("from", failures.from())
        .addTime("to", failures.to())
        .add("items", items.build())
        .add("capped", failures.capped())
        .build();
  }

  private static JsonObject write(FailureGroup group) {
    return new SparseObject()
        .add("type", group.type())
        .add("errorMessage", group.errorMessage())
        .add("count", group.count())
        .addTime("lastAt", group.lastAt())
        .add("lastId", group.lastId())
        .build();
  }

  /** Returns the failures that a document describes. */
  public static ExecutionFailures read(JsonObject document) {
    Fields fields = new Fields(document);
    return new ExecutionFailures(
        fields.time("from"),
        fields.time("to"),
        fields.objects("items", FailuresDocument::group),
        fields.flag("capped"));
  }

  private static FailureGroup group(Fields fields) {
    return new FailureGroup(
        fields.text("type"),
        fields.text("errorMessage"),
        fields.longWhole("count"),
        fields.time("lastAt"),
        fields.longWhole("lastId"));
  }
}
