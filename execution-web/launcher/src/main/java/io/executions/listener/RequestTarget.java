package io.executions.listener;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request asks for. There is only one way to decode its path.
 *
 * @param path not decoded
 */
record RequestTarget(String path) {
  private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://([^/?]+)([/?].*)?");

  /**
   * Reads one.
   *
   * @param target as the request line has it
   * @throws RefusedException if it is malformed
   */
  static RequestTarget read(String target, String method) {
    if (target.equals("*") && method.equals("OPTIONS")) {
      return new RequestTarget(target);
    }
    String local = target;
    if (!target.startsWith("/")) {
      Matcher absolute = ABSOLUTE.matcher(target);
      if (!absolute.matches() || !RequestRules.isHost(absolute.group(1))) {
        throw RequestHead.refused("The address is not well-formed.");
      }
      local = absolute.group(2) == null ? "/" : absolute.group(2);
    }
    int query = local.indexOf('?');
    String path = query < 0 ? local : local.substring(0, query);
    if (target.indexOf('#') >= 0 || path.indexOf('\\') >= 0) {
      throw RequestHead.refused("The address holds a character that must be encoded.");
    }
    checkSteps(decode(path));
    return new RequestTarget(path);
  }

  private static String decode(String path) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
    for (int index = 0; index < path.length(); index++) {
      char character = path.charAt(index);
      if (character != '%') {
        bytes.write(character);
        continue;
      }
      int high = index + 2 < path.length() ? Character.digit(path.charAt(index + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(path.charAt(index + 2), 16);
      if (low < 0) {
        throw RequestHead.refused("A percent sign of the address is not followed by two digits.");
      }
      int value = high << 4 | low;
      if (value < ' ' || value == 0x7f || value == '/' || value == '\\') {
        throw RequestHead.refused("The address encodes a character that it must not hold.");
      }
      bytes.write(value);
      index += 2;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw RequestHead.refused("The address is not UTF-8.");
    }
  }

  /**
   * Refuses a path that climbs above its root, and one whose last step is dots, which the server
   * cannot bear.
   */
  private static void checkSteps(String path) {
    if (path.endsWith("/.") || path.endsWith("/..")) {
      throw RequestHead.refused("The address ends with a step of dots.");
    }
    int depth = 0;
    for (String step : path.substring(Math.min(1, path.length())).split("/")) {
      depth += step.equals("..") ? -1 : step.equals(".") ? 0 : 1;
      if (depth < 0) {
        throw RequestHead.refused("The address leads above its root.");
      }
    }
  }
}
