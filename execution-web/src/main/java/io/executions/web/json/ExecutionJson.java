package io.executions.web.json;

import io.executions.api.Attempt;
import io.executions.api.AttemptOutcome;
import io.executions.api.Execution;
import io.executions.api.ExecutionPage;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** Executions and their attempts in JSON; what has no value is left out. */
public final class ExecutionJson {
  private ExecutionJson() {}

  /**
   * Returns the document of an execution.
   *
   * @param redaction what the reader may not see
   */
  public static String write(Execution execution, Redaction redaction) {
    StringBuilder text = new StringBuilder();
    append(execution, redaction, text);
    return text.toString();
  }

  private static void append(Execution execution, Redaction redaction, StringBuilder text) {
    Execution shown = redaction.of(execution);
    ObjectText json = new ObjectText(text);
    json.add(
            new SparseObject()
                .add("id", shown.id())
                .add("type", shown.type())
                .add("status", shown.status().jsonName())
                .add("priority", shown.priority())
                .build())
        .add("input", shown.input())
        .addValue("output", shown.output())
        .add(standing(shown))
        .end();
  }

  private static JsonObject standing(Execution shown) {
    SparseObject json =
        new SparseObject()
            .addText("errorMessage", shown.errorMessage())
            .add("attempt", shown.attempt())
            .add("maxAttempts", shown.maxAttempts())
            .addNumber("timeoutMs", shown.timeout().map(Duration::toMillis));
    return addTimes(json, shown)
        .addText("node", shown.node())
        .add("cancelRequested", shown.cancelRequested())
        .add("overdue", shown.overdue())
        .build();
  }

  private static SparseObject addTimes(SparseObject json, Execution execution) {
    return json.add("runAt", Timestamps.write(execution.runAt()))
        .add("createdAt", Timestamps.write(execution.createdAt()))
        .addTime("startedAt", execution.startedAt())
        .addTime("finishedAt", execution.finishedAt());
  }

  /** Returns all that is left of an execution which retention has removed: its id. */
  public static String writeRemoved(long id) {
    return JsonBuilders.object().add("id", id).build().toString();
  }

  /** Returns the document that names created executions, in their order. */
  public static JsonObject writeIds(List<Long> ids) {
    JsonArrayBuilder array = JsonBuilders.array();
    ids.forEach(array::add);
    return JsonBuilders.object().add("ids", array).build();
  }

  /** Returns the document of a page. */
  public static String write(ExecutionPage page, Redaction redaction) {
    StringBuilder text = new StringBuilder();
    ObjectText json = new ObjectText(text);
    json.begin("items").append('[');
    String separator = "";
    for (Execution execution : page.items()) {
      text.append(separator);
      append(execution, redaction, text);
      separator = ",";
    }
    text.append(']');
    json.add(new SparseObject().addText("nextCursor", page.nextCursor()).build()).end();
    return text.toString();
  }

  /** Returns the document of all attempts of an execution. */
  public static JsonObject writeAttempts(List<Attempt> attempts, Redaction redaction) {
    JsonArrayBuilder items = JsonBuilders.array();
    attempts.forEach(attempt -> items.add(write(attempt, redaction)));
    return JsonBuilders.object().add("items", items).build();
  }

  private static JsonObject write(Attempt attempt, Redaction redaction) {
    SparseObject json =
        new SparseObject()
            .add("attempt", attempt.attempt())
            .add("node", attempt.node())
            .add("startedAt", Timestamps.write(attempt.startedAt()))
            .addTime("finishedAt", attempt.finishedAt())
            .addText("outcome", attempt.outcome().map(AttemptOutcome::jsonName))
            .addText("errorMessage", attempt.errorMessage());
    if (redaction.showsDetails()) {
      json.addText("errorDetail", attempt.errorDetail());
    }
    return json.addValue("output", attempt.output().map(redaction::withoutCredentials)).build();
  }
}
