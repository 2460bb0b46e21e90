package io.executions.web;

import io.executions.api.ExecutionService;
import io.executions.api.FailureFilter;
import io.executions.api.Fault;
import io.executions.api.json.FailuresDocument;
import io.executions.api.json.Timestamps;
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
import java.util.List;

/** Shows why executions have failed lately. */
@Path("/stats/failures")
@Produces(MediaType.APPLICATION_JSON)
@RequiresRole(Role.VIEWER)
@ApplicationScoped
public class FailureResource {
  private final ExecutionService service;

  /** For the proxy only; public, as RESTEasy wants it. */
  public FailureResource() {
    this(null);
  }

  /** Makes one. */
  @Inject
  public FailureResource(ExecutionService service) {
    this.service = service;
  }

  /** Returns the reasons, the commonest first. */
  @GET
  public Response getFailures(@Context UriInfo uri) {
    QueryParameters query = new QueryParameters(uri);
    FailureFilter filter =
        new FailureFilter(
            query.read("from", Timestamps.RULE, Timestamps::parse),
            query.read("to", Timestamps.RULE, Timestamps::parse));
    List<Fault> faults = query.faults();
    if (!faults.isEmpty() && !SeriesParameters.concern(faults, "/from", "/to")) {
      query.addFaultsOf(() -> service.getExecutionFailures(filter));
    }
    query.check();
    return Responses.ok(FailuresDocument.write(service.getExecutionFailures(filter)));
  }
}
