package io.executions.web.json;

import io.executions.api.Attempt;
import io.executions.api.Execution;
import io.executions.api.NewExecution;
import io.executions.api.json.JsonBuilders;
import io.executions.api.port.CredentialHeaders;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;

/**
 * Hides from those who may only look what is not for them: credentials and details of errors.
 *
 * @param credentials the headers whose values are hidden; null to hide nothing at all
 */
public record Redaction(CredentialHeaders credentials) {
  /** Hides nothing. */
  public static final Redaction NONE = new Redaction(null);

  private static final String HEADERS = "headers";
  private static final JsonValue HIDDEN = Json.createValue("***");

  /** Returns the execution without the credentials in the headers that it sends and got. */
  public Execution of(Execution execution) {
    return credentials == null ? execution : execution.mapped(this::withoutCredentials);
  }

  /** Returns what is to be created without the credentials in the headers that it sends. */
  public NewExecution of(NewExecution execution) {
    return credentials == null
        ? execution
        : execution.withInput(withoutCredentials(execution.input()));
  }

  /** Returns the attempts without credentials and without details of their errors. */
  public List<Attempt> of(List<Attempt> attempts) {
    return credentials == null ? attempts : attempts.stream().map(this::of).toList();
  }

  private Attempt of(Attempt attempt) {
    return attempt.withoutErrorDetail().mapped(this::withoutCredentials);
  }

  /** Returns what an execution sends or got without the credentials in its headers. */
  private JsonValue withoutCredentials(JsonValue message) {
    if (mayNameHeaders(message.toString())
        && message instanceof JsonObject object
        && object.get(HEADERS) instanceof JsonObject headers) {
      return Json.createObjectBuilder(object).add(HEADERS, hideValues(headers)).build();
    }
    return message;
  }

  /** Whether it does is known only when it is parsed, which takes many times its bytes. */
  private static boolean mayNameHeaders(String text) {
    return text.contains(HEADERS) || text.contains("\\u");
  }

  private JsonObject hideValues(JsonObject headers) {
    JsonObjectBuilder shown = JsonBuilders.object();
    headers.forEach((name, value) -> shown.add(name, credentials.contain(name) ? HIDDEN : value));
    return shown.build();
  }
}
