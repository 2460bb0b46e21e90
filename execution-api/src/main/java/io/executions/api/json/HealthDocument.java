package io.executions.api.json;

import jakarta.json.JsonObject;
import java.util.List;

/** {@code Liveness} and {@code Readiness}. */
public final class HealthDocument {
  private HealthDocument() {}

  /** Returns the document of a node that lives, or is broken for good. */
  public static JsonObject writeLiveness(boolean up) {
    return JsonBuilders.object().add("status", status(up)).build();
  }

  /** Returns the document of a node that can take work, unless problems stand in the way. */
  public static JsonObject writeReadiness(List<String> problems, List<String> warnings) {
    return new SparseObject()
        .add("status", status(problems.isEmpty()))
        .addTexts("problems", problems)
        .addTexts("warnings", warnings)
        .build();
  }

  /** Returns what stands in the way; nothing where the document does not say that. */
  public static List<String> readProblems(JsonObject document) {
    return new Fields(document).texts("problems");
  }

  /** Returns what is worth knowing; nothing where the document does not say that. */
  public static List<String> readWarnings(JsonObject document) {
    return new Fields(document).texts("warnings");
  }

  private static String status(boolean up) {
    return up ? "up" : "down";
  }
}
