package io.executions.web.json;

import io.executions.api.Fault;
import io.executions.api.InvalidRequestException;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads one JSON text event by event, so that what is wrong with a value is told by its place. For
 * one text; not thread-safe.
 */
final class JsonTextReader {
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());
  private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

  private final Deque<Level> levels = new ArrayDeque<>();
  private JsonStructure root;

  /** An object or array that is being read. */
  private static final class Level {
    private final JsonObjectBuilder object;
    private final JsonArrayBuilder array;
    private final Set<String> keys = new HashSet<>();
    private String key;
    private int count;

    Level(JsonObjectBuilder object, JsonArrayBuilder array) {
      this.object = object;
      this.array = array;
    }

    void add(JsonValue value) {
      count++;
      if (object != null) {
        object.add(key, value);
      } else {
        array.add(value);
      }
    }

    String segment() {
      return object == null ? "/" + count : key == null ? "" : "/" + Json.encodePointer(key);
    }
  }

  private JsonTextReader() {}

  /**
   * Returns what the text says.
   *
   * @throws InvalidRequestException if an object says a key twice, a number is too long, or a text
   *     holds half a surrogate pair
   * @throws jakarta.json.JsonException if it is no JSON
   */
  static JsonStructure read(String text) {
    JsonTextReader reader = new JsonTextReader();
    try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
      while (parser.hasNext()) {
        reader.take(parser.next(), parser);
      }
    }
    return reader.root;
  }

  private void take(JsonParser.Event event, JsonParser parser) {
    switch (event) {
      case START_OBJECT -> levels.push(new Level(BUILDERS.createObjectBuilder(), null));
      case START_ARRAY -> levels.push(new Level(null, BUILDERS.createArrayBuilder()));
      case KEY_NAME -> {
        Level level = levels.peek();
        level.key = parser.getString();
        checkText(level.key);
        if (!level.keys.add(level.key)) {
          throw refused("must not be said twice");
        }
      }
      case END_OBJECT, END_ARRAY -> end();
      case VALUE_NUMBER -> add(number(parser));
      case VALUE_STRING -> {
        checkText(parser.getString());
        add(parser.getValue());
      }
      default -> add(parser.getValue());
    }
  }

  private void end() {
    Level ended = levels.pop();
    add(ended.array == null ? ended.object.build() : ended.array.build());
  }

  private void add(JsonValue value) {
    if (levels.isEmpty()) {
      root = (JsonStructure) value;
    } else {
      levels.peek().add(value);
    }
  }

  private JsonValue number(JsonParser parser) {
    try {
      return parser.getValue();
    } catch (ArithmeticException | NumberFormatException | UnsupportedOperationException e) {
      throw refused("is a number that is too long");
    }
  }

  private void checkText(String text) {
    boolean half =
        text.codePoints()
            .anyMatch(
                point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    if (half) {
      throw refused("must not hold half a surrogate pair");
    }
  }

  private InvalidRequestException refused(String detail) {
    return new InvalidRequestException(List.of(new Fault(pointer(), detail)));
  }

  private String pointer() {
    StringBuilder pointer = new StringBuilder();
    Iterator<Level> outermostFirst = levels.descendingIterator();
    while (outermostFirst.hasNext()) {
      pointer.append(outermostFirst.next().segment());
    }
    return pointer.toString();
  }
}
