package io.executions.web.security;

import io.executions.api.port.Role;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.stream.Stream;

/**
 * Who asks: the bearer of the one token of a role, whose name is that of the role. Immutable.
 *
 * @param role what the token permits
 */
public record TokenBearer(Role role) implements Principal {
  @Override
  public String getName() {
    return role.jsonName();
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
