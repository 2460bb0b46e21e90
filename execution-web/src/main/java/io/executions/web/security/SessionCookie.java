package io.executions.web.security;

import io.executions.api.port.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The cookie that holds a session's secret. Browsers send it to all ports of a host, so its name
 * tells the cluster. Thread-safe.
 */
@ApplicationScoped
class SessionCookie {
  private static final String PREFIX = "execution-session-";

  private final Sessions sessions;
  private volatile String name;

  /** For the container's proxy. */
  protected SessionCookie() {
    this(null);
  }

  @Inject
  SessionCookie(Sessions sessions) {
    this.sessions = sessions;
  }

  /**
   * Returns the secret that a request shows, if it shows one to this cluster.
   *
   * @throws io.executions.api.ServiceUnavailableException if it shows one, and what this cluster is
   *     called is not known yet
   */
  Optional<String> secretIn(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null
        || Arrays.stream(cookies).noneMatch(cookie -> cookie.getName().startsWith(PREFIX))) {
      return Optional.empty();
    }
    String own = name();
    return Arrays.stream(cookies)
        .filter(cookie -> cookie.getName().equals(own))
        .map(Cookie::getValue)
        .findFirst();
  }

  /** Returns the header {@code Set-Cookie} that gives a browser the secret for that time. */
  String set(String secret, Duration left, HttpServletRequest request) {
    return header(secret, left.toSeconds(), request);
  }

  /** Returns the header {@code Set-Cookie} that takes it away. */
  String cleared(HttpServletRequest request) {
    return header("", 0, request);
  }

  private String header(String value, long seconds, HttpServletRequest request) {
    String root = request.getContextPath();
    return "%s=%s; Path=%s; Max-Age=%d; HttpOnly; SameSite=Strict%s"
        .formatted(
            name(),
            value,
            root.isEmpty() ? "/" : root,
            seconds,
            isEncrypted(request) ? "; Secure" : "");
  }

  /** What ends TLS before this server may say nothing of it, but the browser does. */
  private static boolean isEncrypted(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    return request.isSecure()
        || origin != null && origin.toLowerCase(Locale.ROOT).startsWith("https://");
  }

  private String name() {
    String known = name;
    if (known == null) {
      known = PREFIX + sessions.clusterId();
      name = known;
    }
    return known;
  }
}
