package io.executions.api.client;

import io.executions.api.AccessToken;
import io.executions.api.Attempt;
import io.executions.api.AuditPage;
import io.executions.api.BackfillCount;
import io.executions.api.Backfilled;
import io.executions.api.Bulk;
import io.executions.api.BulkCount;
import io.executions.api.BulkPage;
import io.executions.api.ClusterSettings;
import io.executions.api.CreationResults;
import io.executions.api.Execution;
import io.executions.api.ExecutionFailures;
import io.executions.api.ExecutionPage;
import io.executions.api.ExecutionSeries;
import io.executions.api.ExecutionStats;
import io.executions.api.ExecutionType;
import io.executions.api.Node;
import io.executions.api.Queue;
import io.executions.api.Schedule;
import io.executions.api.SchedulePage;
import io.executions.api.json.AttemptsDocument;
import io.executions.api.json.AuditDocument;
import io.executions.api.json.BackfillCountDocument;
import io.executions.api.json.BackfilledDocument;
import io.executions.api.json.BulkCountDocument;
import io.executions.api.json.BulkDocument;
import io.executions.api.json.CreatedExecutionsDocument;
import io.executions.api.json.ExecutionDocument;
import io.executions.api.json.ExecutionPageDocument;
import io.executions.api.json.FailuresDocument;
import io.executions.api.json.HealthDocument;
import io.executions.api.json.NodeDocument;
import io.executions.api.json.QueueDocument;
import io.executions.api.json.ScheduleDocument;
import io.executions.api.json.ScheduleTimesDocument;
import io.executions.api.json.SeriesDocument;
import io.executions.api.json.SettingsDocument;
import io.executions.api.json.StatsDocument;
import io.executions.api.json.StatusDocument;
import io.executions.api.json.TokensDocument;
import io.executions.api.json.TypesDocument;
import jakarta.annotation.Priority;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Reads the answers of the service. It needs JSON-P only, whatever else the client has for JSON;
 * and fields that it does not know are no fault, so that the service may be newer than the client.
 * Thread-safe.
 */
// Ahead of what else knows how to read any object as JSON.
@Priority(Priorities.ENTITY_CODER)
@Consumes(MediaType.APPLICATION_JSON)
public final class DocumentReader implements MessageBodyReader<Object> {
  private static final Map<Class<?>, Function<Answer, Object>> DOCUMENTS =
      Map.ofEntries(
          Map.entry(Execution.class, answer -> ExecutionDocument.read(answer.body)),
          Map.entry(ExecutionPage.class, answer -> ExecutionPageDocument.read(answer.body)),
          Map.entry(CreatedExecution.class, DocumentReader::created),
          Map.entry(CreatedExecutions.class, DocumentReader::createdMany),
          Map.entry(ExecutionStats.class, answer -> StatsDocument.read(answer.body)),
          Map.entry(ExecutionFailures.class, answer -> FailuresDocument.read(answer.body)),
          Map.entry(ExecutionSeries.class, answer -> SeriesDocument.read(answer.body)),
          Map.entry(
              ServiceStatus.class, answer -> StatusDocument.read(answer.body, ServiceStatus::new)),
          Map.entry(ClusterSettings.class, answer -> SettingsDocument.read(answer.body)),
          Map.entry(Queue.class, answer -> QueueDocument.read(answer.body)),
          Map.entry(Node.class, answer -> NodeDocument.read(answer.body)),
          Map.entry(Bulk.class, answer -> BulkDocument.read(answer.body)),
          Map.entry(BulkPage.class, answer -> BulkDocument.readPage(answer.body)),
          Map.entry(BulkCount.class, answer -> BulkCountDocument.read(answer.body)),
          Map.entry(Schedule.class, answer -> ScheduleDocument.read(answer.body)),
          Map.entry(SchedulePage.class, answer -> ScheduleDocument.readPage(answer.body)),
          Map.entry(BackfillCount.class, answer -> BackfillCountDocument.read(answer.body)),
          Map.entry(Backfilled.class, answer -> BackfilledDocument.read(answer.body)),
          Map.entry(AuditPage.class, answer -> AuditDocument.read(answer.body)),
          Map.entry(
              CreatedToken.class,
              answer ->
                  new CreatedToken(
                      TokensDocument.readCreated(answer.body),
                      TokensDocument.readSecret(answer.body))),
          Map.entry(Health.class, answer -> new Health(HealthDocument.readWarnings(answer.body))));

  private static final Map<Type, Function<Answer, Object>> LISTS =
      Map.of(
          AccessToken.class, answer -> TokensDocument.read(answer.body),
          Instant.class, answer -> ScheduleTimesDocument.read(answer.body),
          Attempt.class, answer -> AttemptsDocument.read(answer.body),
          Queue.class, answer -> QueueDocument.readAll(answer.body),
          ExecutionType.class, answer -> TypesDocument.read(answer.body));

  private record Answer(JsonObject body, UnaryOperator<String> headers) {
    boolean says(String header) {
      return Boolean.parseBoolean(headers.apply(header));
    }

    boolean replayed() {
      return says("Idempotency-Replayed");
    }
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return document(type, genericType) != null;
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body) {
    try {
      return document(type, genericType).apply(new Answer(parse(body), headers::getFirst));
    } catch (RuntimeException e) {
      throw new ProcessingException("The answer is not one of the service: " + e.getMessage(), e);
    }
  }

  /** The body stays open: JAX-RS closes it. */
  static JsonObject parse(InputStream body) {
    JsonReader reader = Json.createReader(body);
    return reader.readObject();
  }

  private static CreatedExecution created(Answer answer) {
    Optional<Execution> execution =
        ExecutionDocument.isRemoved(answer.body)
            ? Optional.empty()
            : Optional.of(ExecutionDocument.read(answer.body));
    return new CreatedExecution(
        ExecutionDocument.readId(answer.body),
        execution,
        answer.replayed(),
        answer.says("Execution-Existing"),
        answer.says("Execution-Replaced"));
  }

  private static CreatedExecutions createdMany(Answer answer) {
    CreationResults results = CreatedExecutionsDocument.read(answer.body);
    return new CreatedExecutions(results.ids(), answer.replayed(), results.existing());
  }

  private static Function<Answer, Object> document(Class<?> type, Type genericType) {
    if (type == List.class && genericType instanceof ParameterizedType list) {
      return LISTS.get(list.getActualTypeArguments()[0]);
    }
    return DOCUMENTS.get(type);
  }
}
