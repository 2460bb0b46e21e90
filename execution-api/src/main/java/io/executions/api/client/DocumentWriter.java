package io.executions.api.client;

import io.executions.api.Backfill;
import io.executions.api.ExecutionChange;
import io.executions.api.ExecutionSelection;
import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.NewToken;
import io.executions.api.QueueSettings;
import io.executions.api.SchedulePreview;
import io.executions.api.SettingsChange;
import io.executions.api.json.BackfillDocument;
import io.executions.api.json.BulkRequestDocument;
import io.executions.api.json.ExecutionChangeDocument;
import io.executions.api.json.NewExecutionDocument;
import io.executions.api.json.NewExecutionsDocument;
import io.executions.api.json.NewScheduleDocument;
import io.executions.api.json.NewTokenDocument;
import io.executions.api.json.QueueSettingsDocument;
import io.executions.api.json.SchedulePreviewDocument;
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
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes what is asked of the service. It needs JSON-P only, as {@link DocumentReader} does.
 * Thread-safe.
 */
// Ahead of what else knows how to write any object as JSON.
@Priority(Priorities.ENTITY_CODER)
@Produces(MediaType.APPLICATION_JSON)
public final class DocumentWriter implements MessageBodyWriter<Object> {
  private static final Map<Class<?>, Function<Object, JsonObject>> DOCUMENTS = new HashMap<>();

  static {
    put(NewExecution.class, NewExecutionDocument::write);
    put(NewExecutions.class, executions -> NewExecutionsDocument.write(executions.items()));
    put(ExecutionChange.class, ExecutionChangeDocument::write);
    put(SettingsChange.class, SettingsChangeDocument::write);
    put(QueueSettings.class, QueueSettingsDocument::write);
    put(NewToken.class, NewTokenDocument::write);
    put(ExecutionSelection.class, selection -> document(selection, false));
    put(BulkTrial.class, trial -> document(trial.selection(), true));
    put(NewSchedule.class, NewScheduleDocument::write);
    put(SchedulePreview.class, SchedulePreviewDocument::write);
    put(Backfill.class, backfill -> document(backfill, false));
    put(BackfillTrial.class, trial -> document(trial.backfill(), true));
  }

  private static <T> void put(Class<T> type, Function<T, JsonObject> document) {
    DOCUMENTS.put(type, asked -> document.apply(type.cast(asked)));
  }

  private static JsonObject document(ExecutionSelection selection, boolean validateOnly) {
    return BulkRequestDocument.write(new BulkRequestDocument.Asked(selection, validateOnly));
  }

  private static JsonObject document(Backfill backfill, boolean validateOnly) {
    return BackfillDocument.write(new BackfillDocument.Asked(backfill, validateOnly));
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return DOCUMENTS.containsKey(type);
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
    JsonObject document = DOCUMENTS.get(asked.getClass()).apply(asked);
    body.write(document.toString().getBytes(StandardCharsets.UTF_8));
  }
}
