package io.executions.api.client;

import io.executions.api.ExecutionChange;
import io.executions.api.ExecutionSelection;
import io.executions.api.NewExecution;
import io.executions.api.NewToken;
import io.executions.api.SettingsChange;
import io.executions.api.json.BulkRequestDocument;
import io.executions.api.json.ExecutionChangeDocument;
import io.executions.api.json.NewExecutionDocument;
import io.executions.api.json.NewExecutionsDocument;
import io.executions.api.json.NewTokenDocument;
import io.executions.api.json.SettingsChangeDocument;
import jakarta.annotation.Priority;
import jakarta.json.JsonObject;
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

/**
 * Writes what is asked of the service. It needs JSON-P only, as {@link DocumentReader} does.
 * Thread-safe.
 */
// Ahead of what else knows how to write any object as JSON.
@Priority(Priorities.ENTITY_CODER)
@Produces(MediaType.APPLICATION_JSON)
public final class DocumentWriter implements MessageBodyWriter<Object> {
  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == NewExecution.class
        || type == NewExecutions.class
        || type == SettingsChange.class
        || type == ExecutionChange.class
        || type == NewToken.class
        || type == ExecutionSelection.class
        || type == BulkTrial.class;
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
      return NewExecutionDocument.write(execution);
    }
    if (asked instanceof ExecutionChange change) {
      return ExecutionChangeDocument.write(change);
    }
    if (asked instanceof SettingsChange change) {
      return SettingsChangeDocument.write(change);
    }
    if (asked instanceof NewToken token) {
      return NewTokenDocument.write(token);
    }
    if (asked instanceof ExecutionSelection selection) {
      return BulkRequestDocument.write(new BulkRequestDocument.Asked(selection, false));
    }
    if (asked instanceof BulkTrial trial) {
      return BulkRequestDocument.write(new BulkRequestDocument.Asked(trial.selection(), true));
    }
    return NewExecutionsDocument.write(((NewExecutions) asked).items());
  }
}
