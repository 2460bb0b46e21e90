package io.executions.api.json;

import io.executions.api.ExecutionService;
import io.executions.api.Faults;
import io.executions.api.NewExecution;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** {@code NewExecutions}. */
public final class NewExecutionsDocument {
  private NewExecutionsDocument() {}

  /** Returns the document. */
  public static JsonObject write(List<NewExecution> executions) {
    JsonArrayBuilder items = JsonBuilders.array();
    executions.forEach(execution -> items.add(NewExecutionDocument.write(execution)));
    return JsonBuilders.object().add("items", items).build();
  }

  /**
   * Returns the values that a body holds, each to be read by {@link NewExecutionDocument}; none
   * where it is not such a document.
   *
   * @param faults where its faults are added
   */
  public static List<JsonValue> readItems(JsonValue body, Faults faults) {
    return FieldReader.of(body, "", faults).map(NewExecutionsDocument::readItems).orElse(List.of());
  }

  /** Returns where an item stands. */
  public static String pointer(int index) {
    return "/items/" + index;
  }

  private static List<JsonValue> readItems(FieldReader fields) {
    Optional<JsonValue> value = fields.value("items");
    fields.refuseOthers();
    if (!fields.has("items")) {
      fields.refuse("items", "is required");
    } else if (!(value.get() instanceof JsonArray array)) {
      fields.refuse("items", "must be an array");
    } else if (array.isEmpty() || array.size() > ExecutionService.MAX_BULK) {
      fields.refuse("items", "must hold 1 to " + ExecutionService.MAX_BULK + " items");
    } else {
      return array;
    }
    return List.of();
  }
}
