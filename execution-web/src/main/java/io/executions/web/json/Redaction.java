package io.executions.web.json;

import io.executions.api.CredentialHeader;
import io.executions.api.Execution;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

/** Hides credentials from those who may only look. */
final class Redaction {
  private static final String HEADERS = "headers";
  private static final JsonValue HIDDEN = Json.createValue("***");

  private Redaction() {}

  /** Returns the execution without the credentials in the headers that it sends and got. */
  static Execution of(Execution execution) {
    return new Execution(
        execution.id(),
        execution.type(),
        execution.status(),
        execution.priority(),
        withoutCredentials(execution.input()),
        execution.output().map(Redaction::withoutCredentials),
        execution.errorMessage(),
        execution.attempt(),
        execution.maxAttempts(),
        execution.timeout(),
        execution.runAt(),
        execution.createdAt(),
        execution.startedAt(),
        execution.finishedAt(),
        execution.node(),
        execution.cancelRequested(),
        execution.overdue());
  }

  /** Returns what an execution sends or got without the credentials in its headers. */
  static JsonValue withoutCredentials(JsonValue message) {
    if (message instanceof JsonObject object && object.get(HEADERS) instanceof JsonObject headers) {
      return Json.createObjectBuilder(object).add(HEADERS, hideValues(headers)).build();
    }
    return message;
  }

  private static JsonObject hideValues(JsonObject headers) {
    JsonObjectBuilder shown = JsonBuilders.object();
    headers.forEach((name, value) -> shown.add(name, CredentialHeader.is(name) ? HIDDEN : value));
    return shown.build();
  }
}
