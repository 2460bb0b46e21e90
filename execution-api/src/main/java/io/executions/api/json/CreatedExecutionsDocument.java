package io.executions.api.json;

import io.executions.api.CreationResults;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;

/** {@code CreatedExecutions}: the ids of the executions of a batch, in its order. */
public final class CreatedExecutionsDocument {
  private CreatedExecutionsDocument() {}

  /** Returns the document. */
  public static JsonObject write(CreationResults results) {
    JsonArrayBuilder ids = JsonBuilders.array();
    results.ids().forEach(ids::add);
    SparseObject json = new SparseObject().add("ids", ids.build());
    if (!results.existing().isEmpty()) {
      JsonArrayBuilder existing = JsonBuilders.array();
      results.existing().forEach(existing::add);
      json.add("existing", existing.build());
    }
    return json.build();
  }

  /** Returns what a document says. */
  public static CreationResults read(JsonObject document) {
    Fields fields = new Fields(document);
    return new CreationResults(
        fields.array("ids").getValuesAs(JsonNumber::longValue),
        fields.array("existing").getValuesAs(JsonNumber::intValue));
  }
}
