package io.executions.api.json;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Builds an object that has only the fields with a value. */
final class SparseObject {
  private final JsonObjectBuilder json = JsonBuilders.object();

  SparseObject add(String name, JsonValue value) {
    json.add(name, value);
    return this;
  }

  SparseObject add(String name, String value) {
    json.add(name, value);
    return this;
  }

  SparseObject add(String name, long value) {
    json.add(name, value);
    return this;
  }

  SparseObject add(String name, double value) {
    json.add(name, value);
    return this;
  }

  SparseObject add(String name, boolean value) {
    json.add(name, value);
    return this;
  }

  SparseObject addIfTrue(String name, boolean value) {
    if (value) {
      json.add(name, true);
    }
    return this;
  }

  SparseObject addValue(String name, Optional<JsonValue> value) {
    value.ifPresent(present -> json.add(name, present));
    return this;
  }

  SparseObject addText(String name, Optional<String> value) {
    value.ifPresent(present -> json.add(name, present));
    return this;
  }

  SparseObject addNumber(String name, Optional<Long> value) {
    value.ifPresent(present -> json.add(name, present));
    return this;
  }

  SparseObject addFlag(String name, Optional<Boolean> value) {
    value.ifPresent(present -> json.add(name, present));
    return this;
  }

  SparseObject addTime(String name, Instant value) {
    return add(name, Timestamps.write(value));
  }

  SparseObject addTime(String name, Optional<Instant> value) {
    value.ifPresent(present -> addTime(name, present));
    return this;
  }

  SparseObject addTexts(String name, List<String> values) {
    JsonArrayBuilder array = JsonBuilders.array();
    values.forEach(array::add);
    json.add(name, array);
    return this;
  }

  SparseObject addTextsIfAny(String name, List<String> values) {
    return values.isEmpty() ? this : addTexts(name, values);
  }

  JsonObject build() {
    return json.build();
  }
}
