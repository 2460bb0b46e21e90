package io.executions.web.security;

import io.executions.api.ServiceUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Tells of a request that was let in whether it still would be: an answer that goes on ends with
 * what it was asked for with. Thread-safe.
 */
@ApplicationScoped
public class Admitted {
  private final KnownTokens tokens;
  private final KnownSessions sessions;
  private final SessionCookie cookie;

  /** For the container's proxy. */
  protected Admitted() {
    this(null, null, null);
  }

  @Inject
  Admitted(KnownTokens tokens, KnownSessions sessions, SessionCookie cookie) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.cookie = cookie;
  }

  /**
   * Returns what tells whether the token or the session of that request holds; as long as nobody
   * can tell, it does. It may be asked on any thread, and needs the request no more.
   */
  public BooleanSupplier by(HttpServletRequest request) {
    List<String> fields = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
    return fields.isEmpty()
        ? holds(cookie.secretIn(request), sessions)
        : holds(BearerHeader.token(fields), tokens);
  }

  private static BooleanSupplier holds(Optional<String> secret, Credentials known) {
    return () -> {
      try {
        return secret.flatMap(known::bearerOf).isPresent();
      } catch (ServiceUnavailableException e) {
        return true;
      }
    };
  }
}
