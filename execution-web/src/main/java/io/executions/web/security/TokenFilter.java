package io.executions.web.security;

import io.executions.api.ServiceUnavailableException;
import io.executions.api.port.Caller;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Demands a token, or the cookie of a session, of every request but a few, before it is told
 * whether the path or the method exists. Leaves a {@link TokenBearer} in the security context, and
 * has it act in this thread until {@link CallerFilter} ends that. What it lets through without one
 * still needs {@link OpenToAll} to get past {@link RoleFilter}. Thread-safe.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class TokenFilter implements ContainerRequestFilter {
  private static final Set<String> OPEN_PATHS =
      Set.of("openapi.yaml", "openapi.json", "health/live", "health/ready");
  private static final Set<String> OPEN_METHODS = Set.of("GET", "HEAD");
  private static final String SIGN_IN = "session";

  private final KnownTokens tokens;
  private final KnownSessions sessions;
  private final SessionCookie cookie;
  private final Admission admission;

  @Context private HttpServletRequest request;

  /** For the container's proxy, which knows no tokens. */
  public TokenFilter() {
    this(null, null, null, null);
  }

  @Inject
  TokenFilter(
      KnownTokens tokens, KnownSessions sessions, SessionCookie cookie, Admission admission) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.cookie = cookie;
    this.admission = admission;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    if (isOpen(context)) {
      return;
    }
    List<String> fields = context.getHeaders().get(HttpHeaders.AUTHORIZATION);
    try {
      TokenBearer bearer =
          fields == null || fields.isEmpty()
              ? bySession()
              : admission.admit(address(), BearerHeader.token(fields), tokens);
      context.setSecurityContext(bearer.securityContext(request.isSecure()));
      Caller.enter(
          new Caller(
              bearer.name(),
              bearer.role().jsonName(),
              Optional.ofNullable(request.getRemoteAddr())));
    } catch (RefusedException e) {
      context.abortWith(response(e.refusal(), fields));
    }
  }

  private TokenBearer bySession() {
    Optional<String> secret;
    try {
      secret = cookie.secretIn(request);
    } catch (ServiceUnavailableException e) {
      throw new RefusedException(Refusal.TOKENS_UNKNOWN);
    }
    if (secret.isEmpty()) {
      throw new RefusedException(Refusal.NO_VALID_TOKEN);
    }
    TokenBearer bearer = admission.admit(address(), secret, sessions);
    if (!SameOrigin.permits(request)) {
      throw new RefusedException(Refusal.FROM_ELSEWHERE);
    }
    return bearer;
  }

  /** A browser forgets a session that has ended, and does not try it again and again. */
  private Response response(Refusal refusal, List<String> fields) {
    Response response = refusal.response();
    boolean ended =
        refusal == Refusal.NO_VALID_TOKEN
            && (fields == null || fields.isEmpty())
            && cookie.secretIn(request).isPresent();
    return ended
        ? Response.fromResponse(response)
            .header(HttpHeaders.SET_COOKIE, cookie.cleared(request))
            .build()
        : response;
  }

  private String address() {
    return ClientAddress.of(request.getRemoteAddr());
  }

  private static boolean isOpen(ContainerRequestContext context) {
    String given = context.getUriInfo().getPath();
    String path = given.startsWith("/") ? given.substring(1) : given;
    return OPEN_METHODS.contains(context.getMethod()) && OPEN_PATHS.contains(path)
        || context.getMethod().equals("POST") && path.equals(SIGN_IN);
  }
}
