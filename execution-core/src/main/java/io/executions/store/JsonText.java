package io.executions.store;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Map;

/** JSON as the text that a column holds. */
final class JsonText {
  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

  private JsonText() {}

  /** What is no JSON, as in a row that somebody edited, is shown as the text that it is. */
  static JsonValue parse(String text) {
    try (var reader = READERS.createReader(new StringReader(text))) {
      return reader.readValue();
    } catch (JsonException e) {
      return Json.createValue(text);
    }
  }
}
