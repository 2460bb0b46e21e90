package io.executions.web.security;

import io.executions.api.port.Role;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lets a request through to a resource method if its bearer has the role that the method, or else
 * its class, asks for by {@link RequiresRole}; without any it is for administrators. Thread-safe.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
@ApplicationScoped
public class RoleFilter implements ContainerRequestFilter {
  @Context private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext context) {
    Optional<Role> needed = needed();
    if (needed.isEmpty()) {
      return;
    }
    SecurityContext security = context.getSecurityContext();
    if (security == null || !(security.getUserPrincipal() instanceof TokenBearer bearer)) {
      context.abortWith(Refusal.NO_VALID_TOKEN.response());
    } else if (!bearer.role().includes(needed.get())) {
      context.abortWith(Refusal.ROLE_TOO_LOW.response());
    }
  }

  /** Returns the role that is needed, or empty for what is open to all. */
  private Optional<Role> needed() {
    return annotated()
        .map(
            element ->
                Optional.ofNullable(element.getAnnotation(RequiresRole.class))
                    .map(RequiresRole::value))
        .orElse(Optional.of(Role.ADMIN));
  }

  /** Returns the method or, if it says nothing, the nearest class that says something. */
  private Optional<AnnotatedElement> annotated() {
    Stream<AnnotatedElement> method = Stream.ofNullable(resource.getResourceMethod());
    Stream<AnnotatedElement> classes =
        Stream.<Class<?>>iterate(
                resource.getResourceClass(), Objects::nonNull, Class::getSuperclass)
            .map(type -> type);
    return Stream.concat(method, classes).filter(RoleFilter::saysSomething).findFirst();
  }

  private static boolean saysSomething(AnnotatedElement element) {
    return element.isAnnotationPresent(RequiresRole.class)
        || element.isAnnotationPresent(OpenToAll.class);
  }
}
