package io.executions.handlers.http;

import io.executions.settings.CredentialNames;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One request on its way, the first one or what a redirect made of it.
 *
 * @param headers by name, without regard to case; unmodifiable
 * @param body the bytes to send, if any; nobody changes them
 */
record Request(Target target, String method, Map<String, String> headers, Optional<byte[]> body) {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  Request {
    Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    headers = Collections.unmodifiableMap(copy);
  }

  /**
   * Returns whether it may share its connection with others. A kept connection may break at any
   * time, so only what changes nothing may, as it can be sent again. Servers may take all that
   * comes over a connection for the one who proved who he is with NTLM or Negotiate.
   */
  boolean mayShare() {
    String proof = headers.getOrDefault("Authorization", "").strip().toLowerCase(Locale.ROOT);
    return SAFE.contains(method) && !proof.startsWith("ntlm") && !proof.startsWith("negotiate");
  }

  /** Returns whether an answer of that status leads elsewhere, if it says where. */
  static boolean isRedirect(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  /**
   * Returns the request that a redirect asks for. As browsers do, 303 turns any method but HEAD
   * into GET, 301 and 302 turn only POST into it; the body and its headers are then left out. When
   * the origin changes, credentials are left out.
   *
   * @param credentials the headers that may be some
   * @throws HttpFailureException if it leads to no valid target or from https to http
   */
  Request redirected(int status, String location, CredentialNames credentials)
      throws HttpFailureException {
    Target next = follow(location);
    Request request = new Request(next, method, headers, body);
    if (becomesGet(status)) {
      request = new Request(next, "GET", headersBut(Request::describesBody), Optional.empty());
    }
    return next.isSameOriginAs(target)
        ? request
        : new Request(next, request.method, request.headersBut(credentials::contain), request.body);
  }

  private Target follow(String location) throws HttpFailureException {
    Target next;
    try {
      next = target.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new HttpFailureException(
          "%s redirected to a location that %s".formatted(target.authority(), e.getMessage()), e);
    }
    if (target.scheme().equals("https") && next.scheme().equals("http")) {
      throw new HttpFailureException(
          "%s redirected from https to http, which is not followed".formatted(target.authority()));
    }
    return next;
  }

  private boolean becomesGet(int status) {
    return switch (status) {
      case 303 -> !method.equals("HEAD");
      case 301, 302 -> method.equals("POST");
      default -> false;
    };
  }

  private static boolean describesBody(String header) {
    return header.toLowerCase(Locale.ROOT).startsWith("content-");
  }

  private Map<String, String> headersBut(Predicate<String> left) {
    return headers.entrySet().stream()
        .filter(header -> !left.test(header.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
