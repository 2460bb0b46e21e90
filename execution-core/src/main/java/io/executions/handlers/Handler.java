package io.executions.handlers;

import io.executions.api.Backoff;
import io.executions.api.ExecutionContext;
import io.executions.api.ExecutionHandler;
import io.executions.api.Fault;
import io.executions.api.PermanentFailureException;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.StringReader;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A handler with what the engine needs to call it by JSON text. Thread-safe.
 *
 * @param type the type that it handles
 * @param bean the handler itself
 * @param inputType what JSON-B makes of the input
 * @param backoff how long its executions wait between attempts, if it says so
 */
public record Handler(
    String type, ExecutionHandler<Object, Object> bean, Type inputType, Optional<Backoff> backoff) {
  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());
  private static final String OWN = Handler.class.getPackageName() + ".";
  private static final Jsonb JSONB = JsonbBuilder.create();

  /**
   * Calls the handler.
   *
   * @return its output as JSON text; null for none
   * @throws PermanentFailureException if the input does not fit the handler, too
   */
  public String call(String input, ExecutionContext context) throws Exception {
    return text(bean.handle(read(input), context));
  }

  /**
   * Returns an output as JSON text; null for none.
   *
   * @throws PermanentFailureException if it cannot be read again
   */
  public static String text(Object output) throws PermanentFailureException {
    if (output == null || output == JsonValue.NULL) {
      return null;
    }
    return readable(output instanceof JsonValue json ? json.toString() : written(output));
  }

  private static String written(Object output) throws PermanentFailureException {
    try {
      return JSONB.toJson(output);
    } catch (RuntimeException e) {
      throw new PermanentFailureException(
          "The output, of %s, cannot be written as JSON (JSON-B says: %s)"
              .formatted(output.getClass().getTypeName(), Reason.of(e)),
          e);
    }
  }

  /** Returns whether attempts run in one transaction with their completion. */
  public boolean transactional() {
    return bean.transactional();
  }

  /** Returns whether the handler itself sees to it that its outputs are not too large. */
  public boolean boundsOutput() {
    return bean.boundsOutput();
  }

  /** Returns whether it is one of the service's own. */
  public boolean builtIn() {
    return declaredClass().getName().startsWith(OWN);
  }

  /** Returns the class that a person wrote; the bean may be a proxy of it. */
  public Class<?> declaredClass() {
    return InputType.declaredClass(bean.getClass());
  }

  /** Returns what is wrong with an input, with pointers from its root. */
  public List<Fault> check(JsonValue input) {
    return bean.check(input);
  }

  /** An output must be readable again: a JSON reader bounds depth and digits, a writer does not. */
  private static String readable(String output) throws PermanentFailureException {
    try (var reader = READERS.createReader(new StringReader(output))) {
      reader.readValue();
      return output;
    } catch (JsonException e) {
      throw new PermanentFailureException(
          "The output is no JSON that can be read again (JSON-P says: %s)"
              .formatted(e.getMessage()),
          e);
    }
  }

  private Object read(String input) throws PermanentFailureException {
    try {
      return JSONB.fromJson(input, inputType);
    } catch (RuntimeException e) {
      // JsonbException, and what JSON-B or the input's own class lets through beside it.
      throw new PermanentFailureException(
          "The input does not fit %s (JSON-B says: %s)"
              .formatted(inputType.getTypeName(), Reason.of(e)),
          e);
    }
  }
}
