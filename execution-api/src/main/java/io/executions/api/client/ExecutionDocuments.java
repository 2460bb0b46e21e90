package io.executions.api.client;

import io.executions.api.Attempt;
import io.executions.api.AttemptOutcome;
import io.executions.api.Execution;
import io.executions.api.ExecutionPage;
import io.executions.api.ExecutionStatus;
import jakarta.json.JsonNumber;
import java.util.List;
import java.util.Optional;

/** Executions as JSON has them. */
final class ExecutionDocuments {
  private ExecutionDocuments() {}

  static Execution execution(Fields document) {
    return new Execution(
        document.longWhole("id"),
        document.text("type"),
        ExecutionStatus.fromJsonName(document.text("status")).orElseThrow(),
        document.whole("priority"),
        document.value("input"),
        document.optionalValue("output"),
        document.optionalText("errorMessage"),
        document.whole("attempt"),
        document.whole("maxAttempts"),
        document.optionalMillis("timeoutMs"),
        document.time("runAt"),
        document.time("createdAt"),
        document.optionalTime("startedAt"),
        document.optionalTime("finishedAt"),
        document.optionalText("node"),
        document.flag("cancelRequested"),
        document.flag("overdue"));
  }

  static ExecutionPage page(Fields document) {
    return new ExecutionPage(
        document.objects("items", ExecutionDocuments::execution),
        document.optionalText("nextCursor"));
  }

  static List<Attempt> attempts(Fields document) {
    return document.objects("items", ExecutionDocuments::attempt);
  }

  static CreatedExecution created(Fields document, boolean replayed) {
    // Of an execution that retention has removed, nothing but the id is left.
    Optional<Execution> execution =
        document.has("type") ? Optional.of(execution(document)) : Optional.empty();
    return new CreatedExecution(document.longWhole("id"), execution, replayed);
  }

  static CreatedExecutions createdAll(Fields document, boolean replayed) {
    return new CreatedExecutions(
        document.array("ids").getValuesAs(JsonNumber.class).stream()
            .map(JsonNumber::longValue)
            .toList(),
        replayed);
  }

  private static Attempt attempt(Fields document) {
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
