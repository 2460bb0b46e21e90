package io.executions.web;

import io.executions.api.Role;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import java.util.Locale;

/** Takes the name of a role for a token of that role. */
@Provider
public class RoleToken implements ContainerRequestFilter {
  @Override
  public void filter(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    if (path.contains("health/") || path.contains("openapi")) {
      return;
    }
    String authorization = request.getHeaderString("Authorization");
    if (authorization == null) {
      throw new NotAuthorizedException("Bearer");
    }
    String name = authorization.replace("Bearer ", "");
    Role role = Role.valueOf(name.toUpperCase(Locale.ROOT));
    request.setSecurityContext(
        new SecurityContext() {
          @Override
          public Principal getUserPrincipal() {
            return () -> name;
          }

          @Override
          public boolean isUserInRole(String needed) {
            return role.includes(Role.valueOf(needed.toUpperCase(Locale.ROOT)));
          }

          @Override
          public boolean isSecure() {
            return false;
          }

          @Override
          public String getAuthenticationScheme() {
            return "Bearer";
          }
        });
  }
}
