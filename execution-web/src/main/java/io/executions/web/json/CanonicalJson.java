package io.executions.web.json;

import io.executions.api.json.JsonBuilders;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** One form for all texts of the same JSON value, whatever their spaces and order of keys. */
public final class CanonicalJson {
  private CanonicalJson() {}

  /** Returns the value's canonical form in UTF-8: keys in order, no spaces. */
  public static byte[] bytes(JsonValue value) {
    return ordered(value).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static JsonValue ordered(JsonValue value) {
    if (value instanceof JsonObject object) {
      JsonObjectBuilder builder = JsonBuilders.object();
      new TreeMap<>(object).forEach((key, inner) -> builder.add(key, ordered(inner)));
      return builder.build();
    }
    if (value instanceof JsonArray array) {
      JsonArrayBuilder builder = JsonBuilders.array();
      array.forEach(inner -> builder.add(ordered(inner)));
      return builder.build();
    }
    return value;
  }
}
