package io.executions.api.json;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * Writes an object with some large fields: what is text already is copied, not parsed and written
 * anew. Not thread-safe.
 */
final class ObjectText {
  private final StringBuilder text;
  private boolean empty = true;

  /** Begins one at the end of a text. */
  ObjectText(StringBuilder text) {
    this.text = text.append('{');
  }

  /** Adds small fields. */
  ObjectText add(JsonObject fields) {
    if (!fields.isEmpty()) {
      String written = fields.toString();
      separate().append(written, 1, written.length() - 1);
    }
    return this;
  }

  /** Adds a field; the name needs no escapes. */
  ObjectText add(String name, JsonValue value) {
    begin(name).append(value);
    return this;
  }

  ObjectText addValue(String name, Optional<JsonValue> value) {
    value.ifPresent(present -> add(name, present));
    return this;
  }

  /** Begins a field whose value is to be appended to the text; the name needs no escapes. */
  StringBuilder begin(String name) {
    return separate().append('"').append(name).append("\":");
  }

  private StringBuilder separate() {
    if (!empty) {
      text.append(',');
    }
    empty = false;
    return text;
  }

  void end() {
    text.append('}');
  }
}
