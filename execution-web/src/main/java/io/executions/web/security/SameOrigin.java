package io.executions.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Tells whether a page of this service sent a request: browsers add cookies of a host to requests
 * from pages of its other ports, too.
 */
final class SameOrigin {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private SameOrigin() {}

  /** Returns whether a request by cookie may do what it asks for. */
  static boolean permits(HttpServletRequest request) {
    return READING.contains(request.getMethod()) || isOwn(request);
  }

  /** Old browsers, and new ones without TLS, say only which origin the page is of. */
  private static boolean isOwn(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    String host = request.getHeader("Host");
    return host != null
        && Optional.ofNullable(request.getHeader("Origin"))
            .flatMap(SameOrigin::authority)
            .filter(host::equalsIgnoreCase)
            .isPresent();
  }

  private static Optional<String> authority(String origin) {
    try {
      return Optional.ofNullable(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
