package io.executions.api.json;

import io.executions.api.ExecutionType;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;

/** {@code ExecutionTypes}, each of them an {@code ExecutionType}. */
public final class TypesDocument {
  private TypesDocument() {}

  /** Returns the document. */
  public static JsonObject write(List<ExecutionType> types) {
    JsonArrayBuilder items = JsonBuilders.array();
    types.forEach(type -> items.add(write(type)));
    return JsonBuilders.object().add("items", items).build();
  }

  private static JsonObject write(ExecutionType type) {
    return new SparseObject()
        .add("type", type.type())
        .addTexts("nodes", type.nodes())
        .add("exampleInput", type.exampleInput())
        .build();
  }

  /** Returns the types that a document describes. */
  public static List<ExecutionType> read(JsonObject document) {
    return new Fields(document).objects("items", TypesDocument::read);
  }

  private static ExecutionType read(Fields document) {
    return new ExecutionType(
        document.text("type"), document.texts("nodes"), document.value("exampleInput"));
  }
}
