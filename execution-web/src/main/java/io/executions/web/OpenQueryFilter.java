package io.executions.web;

import io.executions.web.security.OpenToAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses query parameters at the resources that are open to all: none of them takes any. The other
 * resources do so themselves, together with all other faults of a request.
 */
@Provider
@ApplicationScoped
public class OpenQueryFilter implements ContainerRequestFilter {
  @Context private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext context) {
    if (resource.getResourceClass().isAnnotationPresent(OpenToAll.class)) {
      QueryParameters.refuseAny(context.getUriInfo());
    }
  }
}
