package io.executions.api.json;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.List;

/** {@code CreatedExecutions}: the ids of the executions that a batch created, in its order. */
public final class CreatedExecutionsDocument {
  private CreatedExecutionsDocument() {}

  /** Returns the document. */
  public static JsonObject write(List<Long> ids) {
    JsonArrayBuilder array = JsonBuilders.array();
    ids.forEach(array::add);
    return JsonBuilders.object().add("ids", array).build();
  }

  /** Returns the ids that a document names. */
  public static List<Long> read(JsonObject document) {
    return new Fields(document)
        .array("ids").getValuesAs(JsonNumber.class).stream().map(JsonNumber::longValue).toList();
  }
}
