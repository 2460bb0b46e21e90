package io.executions.web.security;

import io.executions.api.port.Role;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who asks: the bearer of a token, or of a session that was started with it. Immutable.
 *
 * @param name the name of the token
 * @param role what the token permits
 * @param expiresAt when that ends; empty for not by itself
 */
public record TokenBearer(String name, Role role, Optional<Instant> expiresAt)
    implements Principal {
  @Override
  public String getName() {
    return name;
  }

  SecurityContext securityContext(boolean secure) {
    TokenBearer bearer = this;
    return new SecurityContext() {
      @Override
      public Principal getUserPrincipal() {
        return bearer;
      }

      @Override
      public boolean isUserInRole(String name) {
        return Stream.of(Role.values())
            .anyMatch(needed -> needed.jsonName().equals(name) && role.includes(needed));
      }

      @Override
      public boolean isSecure() {
        return secure;
      }

      @Override
      public String getAuthenticationScheme() {
        return "Bearer";
      }
    };
  }
}
