package io.executions.handlers;

import io.executions.api.ExecutionContext;
import io.executions.api.ExecutionHandler;
import io.executions.api.Fault;
import io.executions.api.PermanentFailureException;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.lang.reflect.Type;
import java.util.List;

/**
 * A handler with what the engine needs to call it by JSON text. Thread-safe.
 *
 * @param type the type that it handles
 * @param bean the handler itself
 * @param inputType what JSON-B makes of the input
 */
public record Handler(String type, ExecutionHandler<Object, Object> bean, Type inputType) {
  private static final Jsonb JSONB = JsonbBuilder.create();

  /**
   * Calls the handler.
   *
   * @return its output as JSON text; null for none
   * @throws PermanentFailureException if the input does not fit the handler, too
   */
  public String call(String input, ExecutionContext context) throws Exception {
    Object output = bean.handle(read(input), context);
    if (output == null || output == JsonValue.NULL) {
      return null;
    }
    return output instanceof JsonValue json ? json.toString() : JSONB.toJson(output);
  }

  /** Returns whether attempts run in one transaction with their completion. */
  public boolean transactional() {
    return bean.transactional();
  }

  /** Returns what is wrong with an input, with pointers from its root. */
  public List<Fault> check(JsonValue input) {
    return bean.check(input);
  }

  private Object read(String input) throws PermanentFailureException {
    try {
      return JSONB.fromJson(input, inputType);
    } catch (RuntimeException e) {
      // JsonbException, and what JSON-B or the input's own class lets through beside it.
      throw new PermanentFailureException(
          "The input does not fit %s: %s".formatted(inputType.getTypeName(), e.getMessage()), e);
    }
  }
}
