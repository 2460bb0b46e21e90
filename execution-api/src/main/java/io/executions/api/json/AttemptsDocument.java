package io.executions.api.json;

import io.executions.api.Attempt;
import io.executions.api.AttemptOutcome;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;

/** {@code Attempts}, each of them an {@code Attempt}. */
public final class AttemptsDocument {
  private AttemptsDocument() {}

  /** Returns the document; what has no value is left out. */
  public static JsonObject write(List<Attempt> attempts) {
    JsonArrayBuilder items = JsonBuilders.array();
    attempts.forEach(attempt -> items.add(write(attempt)));
    return JsonBuilders.object().add("items", items).build();
  }

  private static JsonObject write(Attempt attempt) {
    return new SparseObject()
        .add("attempt", attempt.attempt())
        .add("node", attempt.node())
        .addTime("startedAt", attempt.startedAt())
        .addTime("finishedAt", attempt.finishedAt())
        .addText("outcome", attempt.outcome().map(AttemptOutcome::jsonName))
        .addText("errorMessage", attempt.errorMessage())
        .addText("errorDetail", attempt.errorDetail())
        .addValue("output", attempt.output())
        .build();
  }

  /** Returns the attempts that a document describes. */
  public static List<Attempt> read(JsonObject document) {
    return new Fields(document).objects("items", AttemptsDocument::read);
  }

  private static Attempt read(Fields document) {
    return new Attempt(
        document.whole("attempt"),
        document.text("node"),
        document.time("startedAt"),
        document.optionalTime("finishedAt"),
        document.optionalText("outcome").map(AttemptOutcome::fromJsonName),
        document.optionalText("errorMessage"),
        document.optionalText("errorDetail"),
        document.optionalValue("output"));
  }
}
