package io.executions.api;

import jakarta.json.JsonValue;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;

/** Inputs made by JSON-B, apart from all that must do without it, such as clients. */
final class BoundInput {
  private BoundInput() {}

  /**
   * Returns what JSON-B makes of a value.
   *
   * @throws IllegalArgumentException if it cannot write it
   */
  static JsonValue of(Object value) {
    try (var jsonb = JsonbBuilder.create()) {
      return jsonb.fromJson(jsonb.toJson(value), JsonValue.class);
    } catch (JsonbException e) {
      throw new IllegalArgumentException(
          "The input cannot be written as JSON (JSON-B says: %s)".formatted(e.getMessage()), e);
    } catch (Exception e) {
      throw new IllegalStateException("JSON-B could not be closed", e);
    }
  }
}
