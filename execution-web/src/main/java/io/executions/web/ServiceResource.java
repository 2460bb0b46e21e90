package io.executions.web;

import io.executions.api.ExecutionService;
import io.executions.api.NodeFilter;
import io.executions.api.json.StatsDocument;
import io.executions.api.json.StatusDocument;
import io.executions.api.json.TypesDocument;
import io.executions.api.port.Role;
import io.executions.web.security.RequiresRole;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Shows what the service has, does and can do. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RequiresRole(Role.VIEWER)
@ApplicationScoped
public class ServiceResource {
  private final ExecutionService service;

  /** For the proxy only; public, as RESTEasy wants it. */
  public ServiceResource() {
    this(null);
  }

  /** Makes one. */
  @Inject
  public ServiceResource(ExecutionService service) {
    this.service = service;
  }

  /** Counts the executions in each status. */
  @GET
  @Path("/stats")
  public Response getStats(@Context UriInfo uri) {
    QueryParameters.refuseAny(uri);
    return Responses.ok(StatsDocument.write(service.getExecutionStats()));
  }

  /** Shows what the cluster is doing. */
  @GET
  @Path("/status")
  public Response getStatus(@Context UriInfo uri) {
    QueryParameters parameters = new QueryParameters(uri);
    NodeFilter nodes =
        parameters
            .read("nodes", "must be living or all", NodeFilter::fromJsonName)
            .orElse(NodeFilter.LIVING);
    parameters.check();
    return Responses.ok(StatusDocument.write(service.getProcessingStatus(nodes)));
  }

  /** Lists the types that can be created. */
  @GET
  @Path("/types")
  public Response getTypes(@Context UriInfo uri) {
    QueryParameters.refuseAny(uri);
    return Responses.ok(TypesDocument.write(service.getTypes()));
  }
}
