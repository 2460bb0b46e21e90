package io.executions.listener;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks what headers say of their request, and refuses them where they say more than one thing.
 */
final class RequestRules {
  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "DELETE", "OPTIONS");
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}]|[0-9A-Za-z._~-]{1,255})(?::([0-9]{1,5})?)?");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private RequestRules() {}

  static boolean isHost(String value) {
    Matcher host = HOST.matcher(value);
    return host.matches() && (host.group(2) == null || Integer.parseInt(host.group(2)) < 1 << 16);
  }

  /**
   * Checks all of them.
   *
   * @param mostBytes the largest body
   * @return how the body is framed
   * @throws RefusedException if one is broken
   */
  static Body check(RequestHead head, long mostBytes) {
    checkHost(head);
    Body body = body(head);
    if (!body.isEmpty() && WITHOUT_BODY.contains(head.method())) {
      throw RequestHead.refused("A request with this method must not have a body.");
    }
    if (body.length() > mostBytes) {
      throw new RefusedException(Refusal.tooLarge(mostBytes));
    }
    List<String> expectations = head.values("expect");
    if (!expectations.stream().allMatch(value -> value.equalsIgnoreCase("100-continue"))) {
      throw new RefusedException(
          Refusal.of(417, "Expectation Failed", "The header Expect may only say 100-continue."));
    }
    boolean asked = head.current() && !expectations.isEmpty() && !body.isEmpty();
    return new Body(body.chunked(), body.length(), asked);
  }

  private static void checkHost(RequestHead head) {
    List<String> hosts = head.values("host");
    if (hosts.size() > 1 || hosts.isEmpty() && head.current()) {
      throw RequestHead.refused("A request must have one header Host.");
    }
    if (!hosts.stream().allMatch(RequestRules::isHost)) {
      throw RequestHead.refused("The header Host is not well-formed.");
    }
  }

  private static Body body(RequestHead head) {
    List<String> codings = head.values("transfer-encoding");
    List<String> lengths = head.values("content-length");
    if (codings.size() + lengths.size() > 1) {
      throw RequestHead.refused(
          "A request must have one Content-Length or one Transfer-Encoding, not more.");
    }
    if (!codings.isEmpty()) {
      if (!codings.get(0).equalsIgnoreCase("chunked") || !head.current()) {
        throw RequestHead.refused("The header Transfer-Encoding may only say chunked.");
      }
      return new Body(true, 0, false);
    }
    if (lengths.isEmpty()) {
      return new Body(false, 0, false);
    }
    if (!LENGTH.matcher(lengths.get(0)).matches()) {
      throw RequestHead.refused("The header Content-Length is no number.");
    }
    return new Body(false, Long.parseLong(lengths.get(0)), false);
  }

  /**
   * How a body is framed.
   *
   * @param chunked whether it comes in chunks
   * @param length its bytes, if it does not
   * @param asked whether the client waits to be asked for it
   */
  record Body(boolean chunked, long length, boolean asked) {
    boolean isEmpty() {
      return !chunked && length == 0;
    }
  }
}
