package io.executions.listener;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The request line and the headers of one request, as RFC 9112 has them and without the leniency
 * that lets two servers understand one message differently.
 *
 * @param method the method
 * @param target what is asked for, not decoded
 * @param current whether it is HTTP/1.1, not 1.0
 * @param headers in their order
 */
record RequestHead(String method, RequestTarget target, boolean current, List<Header> headers) {
  static final int MOST_HEADERS = 100;

  private static final Pattern REQUEST_LINE =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+) (\\S+) (HTTP/([0-9])\\.([0-9]))");
  private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):(.*)");

  /**
   * One header.
   *
   * @param name in lower case
   * @param value without white space around it
   * @param offset where its name begins in the head
   */
  record Header(String name, String value, int offset) {}

  /**
   * Reads one.
   *
   * @param head all bytes up to the empty line, which is a part of it; {@link HeadEnd} has looked
   *     at each
   * @throws RefusedException if it is malformed
   */
  static RequestHead read(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n");
    Matcher line = REQUEST_LINE.matcher(text.substring(0, end));
    if (!line.matches()) {
      throw refused("The request line is not well-formed.");
    }
    if (!line.group(4).equals("1") || line.group(5).compareTo("1") > 0) {
      throw new RefusedException(
          Refusal.of(505, "HTTP Version Not Supported", "This server speaks HTTP/1.1."));
    }
    String method = line.group(1);
    if (method.equals("TRACE") || method.equals("TRACK") || method.equals("CONNECT")) {
      throw new RefusedException(Refusal.NO_SUCH_METHOD);
    }
    RequestTarget target = RequestTarget.read(line.group(2), method);
    return new RequestHead(method, target, line.group(5).equals("1"), headers(text, end + 2));
  }

  private static List<Header> headers(String text, int from) {
    List<Header> headers = new ArrayList<>();
    int start = from;
    for (int end = text.indexOf("\r\n", start); end > start; end = text.indexOf("\r\n", start)) {
      Matcher header = HEADER.matcher(text.substring(start, end));
      if (!header.matches()) {
        throw refused("A request header is not well-formed.");
      }
      if (headers.size() == MOST_HEADERS) {
        throw new RefusedException(HeadEnd.TOO_LARGE);
      }
      headers.add(
          new Header(header.group(1).toLowerCase(Locale.ROOT), stripped(header.group(2)), start));
      start = end + 2;
    }
    return headers;
  }

  private static String stripped(String value) {
    int from = 0;
    int to = value.length();
    while (from < to && isBlank(value.charAt(from))) {
      from++;
    }
    while (from < to && isBlank(value.charAt(to - 1))) {
      to--;
    }
    return value.substring(from, to);
  }

  private static boolean isBlank(char character) {
    return character == ' ' || character == '\t';
  }

  /** Returns the values of all headers of that name, which is in lower case. */
  List<String> values(String name) {
    return headers.stream()
        .filter(header -> header.name().equals(name))
        .map(Header::value)
        .toList();
  }

  static RefusedException refused(String detail) {
    return new RefusedException(Refusal.malformed(detail));
  }
}
