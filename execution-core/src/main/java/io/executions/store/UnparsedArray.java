package io.executions.store;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.AbstractList;
import java.util.List;
import java.util.function.Supplier;

/** An array that is parsed only when somebody looks into it. Thread-safe. */
final class UnparsedArray extends AbstractList<JsonValue> implements JsonArray {
  private final String text;
  private final Supplier<JsonValue> parsed;

  UnparsedArray(String text, Supplier<JsonValue> parsed) {
    this.text = text;
    this.parsed = parsed;
  }

  private JsonArray parsed() {
    return parsed.get().asJsonArray();
  }

  @Override
  public JsonValue get(int index) {
    return parsed().get(index);
  }

  @Override
  public int size() {
    return parsed().size();
  }

  @Override
  public <T extends JsonValue> List<T> getValuesAs(Class<T> type) {
    return parsed().getValuesAs(type);
  }

  @Override
  public JsonArray getJsonArray(int index) {
    return parsed().getJsonArray(index);
  }

  @Override
  public JsonObject getJsonObject(int index) {
    return parsed().getJsonObject(index);
  }

  @Override
  public JsonNumber getJsonNumber(int index) {
    return parsed().getJsonNumber(index);
  }

  @Override
  public JsonString getJsonString(int index) {
    return parsed().getJsonString(index);
  }

  @Override
  public String getString(int index) {
    return parsed().getString(index);
  }

  @Override
  public String getString(int index, String otherwise) {
    return parsed().getString(index, otherwise);
  }

  @Override
  public int getInt(int index) {
    return parsed().getInt(index);
  }

  @Override
  public int getInt(int index, int otherwise) {
    return parsed().getInt(index, otherwise);
  }

  @Override
  public boolean getBoolean(int index) {
    return parsed().getBoolean(index);
  }

  @Override
  public boolean getBoolean(int index, boolean otherwise) {
    return parsed().getBoolean(index, otherwise);
  }

  @Override
  public boolean isNull(int index) {
    return parsed().isNull(index);
  }

  @Override
  public ValueType getValueType() {
    return ValueType.ARRAY;
  }

  @Override
  public String toString() {
    return text;
  }
}
