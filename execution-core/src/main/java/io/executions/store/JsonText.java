package io.executions.store;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.Map;
import java.util.function.Supplier;

/** JSON as the text that a column holds. */
final class JsonText {
  /** Shorter texts take little time to parse, and are mostly looked into. */
  private static final int SHORT = 4096;

  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

  private JsonText() {}

  /**
   * Returns the value of that text. A long text takes many times its bytes once it is parsed, so
   * that is put off until somebody looks into it; an answer that only copies it never does. What is
   * no JSON, as in a row that somebody edited, is shown as the text that it is.
   */
  static JsonValue parse(String text) {
    try {
      return text.length() > SHORT ? unparsed(text) : parseNow(text);
    } catch (JsonException e) {
      return Json.createValue(text);
    }
  }

  private static JsonValue unparsed(String text) {
    Supplier<JsonValue> parsed = new Later(text);
    return switch (text.charAt(0)) {
      case '{' -> new UnparsedObject(checked(text), parsed);
      case '[' -> new UnparsedArray(checked(text), parsed);
      default -> parseNow(text);
    };
  }

  private static String checked(String text) {
    try (var parser = PARSERS.createParser(new StringReader(text))) {
      while (parser.hasNext()) {
        parser.next();
      }
      return text;
    }
  }

  private static JsonValue parseNow(String text) {
    try (var reader = READERS.createReader(new StringReader(text))) {
      return reader.readValue();
    }
  }

  private static final class Later implements Supplier<JsonValue> {
    private final String text;
    private JsonValue value;

    Later(String text) {
      this.text = text;
    }

    @Override
    public synchronized JsonValue get() {
      if (value == null) {
        value = parseNow(text);
      }
      return value;
    }
  }
}
