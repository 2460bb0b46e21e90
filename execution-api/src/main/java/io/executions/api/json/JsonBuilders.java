package io.executions.api.json;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;

/**
 * Makes builders of JSON. {@link Json} would look for its provider in all archives, for each of
 * them, behind the locks of the class loaders. Safe for use by several threads.
 */
public final class JsonBuilders {
  private static final JsonBuilderFactory FACTORY = Json.createBuilderFactory(Map.of());

  private JsonBuilders() {}

  /** Returns one of an object without fields. */
  public static JsonObjectBuilder object() {
    return FACTORY.createObjectBuilder();
  }

  /** Returns one of an empty array. */
  public static JsonArrayBuilder array() {
    return FACTORY.createArrayBuilder();
  }
}
