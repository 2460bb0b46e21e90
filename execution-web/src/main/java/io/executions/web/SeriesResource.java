package io.executions.web;

import io.executions.api.ExecutionService;
import io.executions.api.json.SeriesDocument;
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

/** Shows how many executions ended when, and how long they took. */
@Path("/stats/series")
@Produces(MediaType.APPLICATION_JSON)
@RequiresRole(Role.VIEWER)
@ApplicationScoped
public class SeriesResource {
  private final ExecutionService service;

  /** For the proxy only; public, as RESTEasy wants it. */
  public SeriesResource() {
    this(null);
  }

  /** Makes one. */
  @Inject
  public SeriesResource(ExecutionService service) {
    this.service = service;
  }

  /** Returns the figures of each step. */
  @GET
  public Response getSeries(@Context UriInfo uri) {
    return Responses.ok(
        SeriesDocument.write(service.getExecutionSeries(SeriesParameters.read(uri, service))));
  }
}
