package io.executions.web.json;

import io.executions.api.Fault;
import io.executions.api.InvalidRequestException;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Parses JSON texts (RFC 8259) without forgiving anything. */
public final class StrictJson {
  /** How deep objects and arrays may nest. */
  public static final int MAX_DEPTH = 512;

  private static final JsonReaderFactory READERS =
      Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

  private StrictJson() {}

  /**
   * Returns the object or array that the text says.
   *
   * @throws InvalidRequestException if it is no JSON object or array in UTF-8 without a byte order
   *     mark, says a key twice, nests too deep, or holds half a surrogate pair
   */
  public static JsonStructure parse(byte[] utf8) {
    String text = decode(utf8);
    if (text.startsWith("\uFEFF")) {
      throw refused("must not begin with a byte order mark");
    }
    if (text.isBlank()) {
      throw refused("must be JSON, but there is nothing");
    }
    if (!text.stripLeading().startsWith("{") && !text.stripLeading().startsWith("[")) {
      throw refused("must be an object");
    }
    checkStructure(text);
    JsonStructure value = read(text);
    checkText(value);
    return value;
  }

  private static JsonStructure read(String text) {
    try (JsonReader reader = READERS.createReader(new StringReader(text))) {
      return reader.read();
    } catch (JsonParsingException e) {
      throw refused(
          "is not valid JSON near line %d, column %d"
              .formatted(e.getLocation().getLineNumber(), e.getLocation().getColumnNumber()));
    } catch (JsonException | IllegalStateException e) {
      throw refused("is not valid JSON, or says a key twice");
    } catch (ArithmeticException | NumberFormatException | UnsupportedOperationException e) {
      throw refused("holds a number that is too long");
    }
  }

  private static String decode(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw refused("must be UTF-8");
    }
  }

  /** Before the parser, because parsers recurse, and stop reading where the value ends. */
  private static void checkStructure(String text) {
    int depth = 0;
    boolean inString = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inString) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          inString = false;
        }
      } else if (c == '"') {
        inString = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
        if (depth == 0 && !isJsonSpace(text.substring(i + 1))) {
          throw refused("must not go on after its end");
        }
      }
      if (depth > MAX_DEPTH) {
        throw refused("must not nest deeper than " + MAX_DEPTH + " levels");
      }
    }
  }

  private static boolean isJsonSpace(String text) {
    return text.chars().allMatch(c -> " \t\r\n".indexOf(c) >= 0);
  }

  private static void checkText(JsonValue value) {
    if (value instanceof JsonString string) {
      checkText(string.getString());
    } else if (value instanceof JsonArray array) {
      array.forEach(StrictJson::checkText);
    } else if (value instanceof JsonObject object) {
      object.forEach(
          (key, inner) -> {
            checkText(key);
            checkText(inner);
          });
    }
  }

  private static void checkText(String text) {
    boolean half =
        text.codePoints()
            .anyMatch(
                point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    if (half) {
      throw refused("must not hold half a surrogate pair");
    }
  }

  private static InvalidRequestException refused(String detail) {
    return new InvalidRequestException(List.of(new Fault("", detail)));
  }
}
