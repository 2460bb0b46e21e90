package io.executions.api.client;

import io.executions.api.Attempt;
import io.executions.api.ClusterSettings;
import io.executions.api.Execution;
import io.executions.api.ExecutionPage;
import io.executions.api.ExecutionStats;
import io.executions.api.ExecutionType;
import io.executions.api.Node;
import jakarta.annotation.Priority;
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
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads the answers of the service. It needs JSON-P only, whatever else the client has for JSON;
 * and fields that it does not know are no fault, so that the service may be newer than the client.
 */
// Ahead of what else knows how to read any object as JSON.
@Priority(Priorities.ENTITY_CODER)
@Consumes(MediaType.APPLICATION_JSON)
public final class DocumentReader implements MessageBodyReader<Object> {
  private static final Map<Class<?>, Function<Answer, Object>> DOCUMENTS =
      Map.of(
          Execution.class, answer -> ExecutionDocuments.execution(answer.body),
          ExecutionPage.class, answer -> ExecutionDocuments.page(answer.body),
          CreatedExecution.class,
              answer -> ExecutionDocuments.created(answer.body, answer.replayed),
          CreatedExecutions.class,
              answer -> ExecutionDocuments.createdAll(answer.body, answer.replayed),
          ExecutionStats.class, answer -> ServiceDocuments.stats(answer.body),
          ServiceStatus.class, answer -> ServiceDocuments.status(answer.body),
          ClusterSettings.class, answer -> ServiceDocuments.settings(answer.body),
          Node.class, answer -> ServiceDocuments.node(answer.body),
          Health.class, answer -> ServiceDocuments.health(answer.body));

  private static final Map<Type, Function<Answer, Object>> LISTS =
      Map.of(
          Attempt.class, answer -> ExecutionDocuments.attempts(answer.body),
          ExecutionType.class, answer -> ServiceDocuments.types(answer.body));

  private record Answer(Fields body, boolean replayed) {}

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
    boolean replayed = Boolean.parseBoolean(headers.getFirst("Idempotency-Replayed"));
    try {
      return document(type, genericType).apply(new Answer(new Fields(body), replayed));
    } catch (RuntimeException e) {
      throw new ProcessingException("The answer is not one of the service: " + e.getMessage(), e);
    }
  }

  private static Function<Answer, Object> document(Class<?> type, Type genericType) {
    if (type == List.class && genericType instanceof ParameterizedType list) {
      return LISTS.get(list.getActualTypeArguments()[0]);
    }
    return DOCUMENTS.get(type);
  }
}
