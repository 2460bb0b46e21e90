package io.executions.api.client;

import io.executions.api.NewExecution;
import io.executions.api.SettingsChange;
import jakarta.annotation.Priority;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Writes what is asked of the service. It needs JSON-P only, as {@link DocumentReader} does. */
// Ahead of what else knows how to write any object as JSON.
@Priority(Priorities.ENTITY_CODER)
@Produces(MediaType.APPLICATION_JSON)
public final class DocumentWriter implements MessageBodyWriter<Object> {
  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == NewExecution.class
        || type == NewExecutions.class
        || type == SettingsChange.class;
  }

  @Override
  public void writeTo(
      Object asked,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream body)
      throws IOException {
    body.write(document(asked).toString().getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject document(Object asked) {
    if (asked instanceof NewExecution execution) {
      return creation(execution).build();
    }
    if (asked instanceof SettingsChange change) {
      return change(change);
    }
    JsonArrayBuilder items = Json.createArrayBuilder();
    ((NewExecutions) asked).items().forEach(item -> items.add(creation(item)));
    return Json.createObjectBuilder().add("items", items).build();
  }

  private static JsonObjectBuilder creation(NewExecution execution) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("type", execution.type())
            .add("input", execution.input())
            .add("priority", execution.priority())
            .add("maxAttempts", execution.maxAttempts());
    if (execution.runAt() != null) {
      json.add("runAt", execution.runAt().toString());
    }
    if (execution.timeoutMs() != null) {
      json.add("timeoutMs", execution.timeoutMs());
    }
    return json;
  }

  private static JsonObject change(SettingsChange change) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    change.maxConcurrentExecutions().ifPresent(limit -> json.add("maxConcurrentExecutions", limit));
    change.paused().ifPresent(paused -> json.add("paused", paused));
    change
        .retention()
        .map(kept -> kept.map(Duration::toString).orElse(ServiceDocuments.KEEP_ALL))
        .ifPresent(retention -> json.add("retention", retention));
    return json.build();
  }
}
