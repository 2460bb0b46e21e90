package io.executions.store;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** An object that is parsed only when somebody looks into it. Thread-safe. */
final class UnparsedObject extends AbstractMap<String, JsonValue> implements JsonObject {
  private final String text;
  private final Supplier<JsonValue> parsed;

  UnparsedObject(String text, Supplier<JsonValue> parsed) {
    this.text = text;
    this.parsed = parsed;
  }

  private JsonObject parsed() {
    return parsed.get().asJsonObject();
  }

  @Override
  public Set<Map.Entry<String, JsonValue>> entrySet() {
    return parsed().entrySet();
  }

  @Override
  public JsonValue get(Object name) {
    return parsed().get(name);
  }

  @Override
  public boolean containsKey(Object name) {
    return parsed().containsKey(name);
  }

  @Override
  public JsonArray getJsonArray(String name) {
    return parsed().getJsonArray(name);
  }

  @Override
  public JsonObject getJsonObject(String name) {
    return parsed().getJsonObject(name);
  }

  @Override
  public JsonNumber getJsonNumber(String name) {
    return parsed().getJsonNumber(name);
  }

  @Override
  public JsonString getJsonString(String name) {
    return parsed().getJsonString(name);
  }

  @Override
  public String getString(String name) {
    return parsed().getString(name);
  }

  @Override
  public String getString(String name, String otherwise) {
    return parsed().getString(name, otherwise);
  }

  @Override
  public int getInt(String name) {
    return parsed().getInt(name);
  }

  @Override
  public int getInt(String name, int otherwise) {
    return parsed().getInt(name, otherwise);
  }

  @Override
  public boolean getBoolean(String name) {
    return parsed().getBoolean(name);
  }

  @Override
  public boolean getBoolean(String name, boolean otherwise) {
    return parsed().getBoolean(name, otherwise);
  }

  @Override
  public boolean isNull(String name) {
    return parsed().isNull(name);
  }

  @Override
  public ValueType getValueType() {
    return ValueType.OBJECT;
  }

  @Override
  public String toString() {
    return text;
  }
}
