package io.executions.api.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The fields of one JSON object, by their Java types; those that nobody asks for are no fault. */
record Fields(JsonObject json) {
  boolean has(String name) {
    return json.containsKey(name);
  }

  JsonValue value(String name) {
    return json.get(name);
  }

  Optional<JsonValue> optionalValue(String name) {
    return Optional.ofNullable(json.get(name));
  }

  String text(String name) {
    return json.getString(name);
  }

  Optional<String> optionalText(String name) {
    return Optional.ofNullable(json.getString(name, null));
  }

  boolean flag(String name) {
    return json.getBoolean(name);
  }

  int whole(String name) {
    return json.getInt(name);
  }

  Optional<Integer> optionalWhole(String name) {
    return has(name) ? Optional.of(whole(name)) : Optional.empty();
  }

  Optional<Long> optionalLong(String name) {
    return has(name) ? Optional.of(longWhole(name)) : Optional.empty();
  }

  long longWhole(String name) {
    return json.getJsonNumber(name).longValue();
  }

  Optional<Long> optionalNumber(String name) {
    return has(name) ? Optional.of(longWhole(name)) : Optional.empty();
  }

  BigDecimal number(String name) {
    return json.getJsonNumber(name).bigDecimalValue();
  }

  Duration millis(String name) {
    return Duration.ofMillis(longWhole(name));
  }

  Optional<Duration> optionalMillis(String name) {
    return has(name) ? Optional.of(millis(name)) : Optional.empty();
  }

  Instant time(String name) {
    return Instant.parse(text(name));
  }

  Optional<Instant> optionalTime(String name) {
    return optionalText(name).map(Instant::parse);
  }

  Fields object(String name) {
    return new Fields(json.getJsonObject(name));
  }

  Optional<Fields> optionalObject(String name) {
    return Optional.ofNullable(json.getJsonObject(name)).map(Fields::new);
  }

  /** An array that is not there is empty. */
  JsonArray array(String name) {
    JsonArray array = json.getJsonArray(name);
    return array == null ? JsonValue.EMPTY_JSON_ARRAY : array;
  }

  List<String> texts(String name) {
    return array(name).getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
  }

  <T> List<T> objects(String name, Function<Fields, T> read) {
    return array(name).stream().map(item -> read.apply(new Fields(item.asJsonObject()))).toList();
  }
}
