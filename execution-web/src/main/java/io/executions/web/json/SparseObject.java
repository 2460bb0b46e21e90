package io.executions.web.json;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
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

  SparseObject addTime(String name, Optional<Instant> value) {
    value.ifPresent(present -> json.add(name, Timestamps.write(present)));
    return this;
  }

  JsonObject build() {
    return json.build();
  }
}
