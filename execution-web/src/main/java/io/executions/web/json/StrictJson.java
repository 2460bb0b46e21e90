package io.executions.web.json;

import io.executions.api.Fault;
import io.executions.api.InvalidRequestException;
import jakarta.json.JsonException;
import jakarta.json.JsonStructure;
import jakarta.json.stream.JsonParsingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;

/** Parses JSON texts (RFC 8259) without forgiving anything. */
public final class StrictJson {
  /** How deep objects and arrays may nest. */
  public static final int MAX_DEPTH = 512;

  private StrictJson() {}

  /**
   * Returns the object or array that the text says.
   *
   * @throws InvalidRequestException if it is no JSON object or array in UTF-8 without a byte order
   *     mark, says a key twice, nests too deep, or holds half a surrogate pair or too long a number
   */
  public static JsonStructure parse(byte[] utf8) {
    String text = decode(utf8);
    if (text.startsWith("\uFEFF")) {
      throw refused("must not begin with a byte order mark");
    }
    if (text.isBlank()) {
      throw refused("must be JSON, but there is nothing");
    }
    String beginning = text.stripLeading().substring(0, 1);
    if (!beginning.equals("{") && !beginning.equals("[")) {
      throw refused("must be an object");
    }
    checkStructure(text);
    return read(text);
  }

  private static JsonStructure read(String text) {
    try {
      return JsonTextReader.read(text);
    } catch (JsonParsingException e) {
      throw refused(
          "is not valid JSON near line %d, column %d"
              .formatted(e.getLocation().getLineNumber(), e.getLocation().getColumnNumber()));
    } catch (JsonException | IllegalStateException | NoSuchElementException e) {
      throw refused("is not valid JSON");
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

  private static InvalidRequestException refused(String detail) {
    return new InvalidRequestException(List.of(new Fault("", detail)));
  }
}
