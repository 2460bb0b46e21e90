package io.executions.web.security;

import io.executions.api.ServiceUnavailableException;
import io.executions.api.port.Role;
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
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Demands a token of every request but a few, before it is told whether the path or the method
 * exists. Leaves a {@link TokenBearer} in the security context. What it lets through without one
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

  private final KnownTokens known;
  private final FailedTries failedTries;

  @Context private HttpServletRequest request;

  /** For the container, which makes a proxy of it; such a one knows no tokens. */
  public TokenFilter() {
    this(null, null);
  }

  @Inject
  TokenFilter(KnownTokens known, FailedTries failedTries) {
    this.known = known;
    this.failedTries = failedTries;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    if (isOpen(context)) {
      return;
    }
    List<String> fields = context.getHeaders().get(HttpHeaders.AUTHORIZATION);
    if (fields == null || fields.isEmpty()) {
      refuse(context, Refusal.NO_VALID_TOKEN);
      return;
    }
    String address = ClientAddress.of(request.getRemoteAddr());
    if (!failedTries.admits(address) && !usedLately(fields)) {
      refuse(context, Refusal.TOO_MANY_FAILED_TRIES);
      return;
    }
    try {
      boolean usedLately = usedLately(fields);
      decide(context, address, role(fields), usedLately);
    } catch (ServiceUnavailableException e) {
      refuse(context, Refusal.TOKENS_UNKNOWN);
    }
  }

  private void decide(
      ContainerRequestContext context, String address, Optional<Role> role, boolean usedLately) {
    if (role.isEmpty()) {
      boolean delayed = failedTries.fail(address);
      refuse(context, delayed ? Refusal.NO_VALID_TOKEN : Refusal.TOO_MANY_FAILED_TRIES);
    } else if (!failedTries.admits(address) && !usedLately) {
      // It became full meanwhile: a right token must not be told from a wrong one then.
      refuse(context, Refusal.TOO_MANY_FAILED_TRIES);
    } else {
      TokenBearer bearer = new TokenBearer(role.get());
      context.setSecurityContext(bearer.securityContext(request.isSecure()));
    }
  }

  /** Does the same work for a malformed header as for a wrong token. */
  private Optional<Role> role(List<String> fields) {
    Optional<String> token = BearerHeader.token(fields);
    return known.roleOf(token.orElse("")).filter(role -> token.isPresent());
  }

  /** A guesser must not shut out, from one address, those who have been let in before. */
  private boolean usedLately(List<String> fields) {
    return BearerHeader.token(fields).map(known::usedLately).orElse(false);
  }

  private static boolean isOpen(ContainerRequestContext context) {
    String path = context.getUriInfo().getPath();
    return OPEN_METHODS.contains(context.getMethod())
        && OPEN_PATHS.contains(path.startsWith("/") ? path.substring(1) : path);
  }

  private static void refuse(ContainerRequestContext context, Refusal refusal) {
    context.abortWith(refusal.response());
  }
}
