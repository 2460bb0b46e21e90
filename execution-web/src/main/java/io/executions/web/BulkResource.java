package io.executions.web;

import io.executions.api.BulkNotFoundException;
import io.executions.api.BulkPage;
import io.executions.api.ExecutionService;
import io.executions.api.json.BulkDocument;
import io.executions.api.port.Role;
import io.executions.web.security.RequiresRole;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** Shows what is done to many executions at once, and stops it. */
@Path("/bulk")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class BulkResource {
  private final ExecutionService service;

  /** For the proxy only; public, as RESTEasy wants it. */
  public BulkResource() {
    this(null);
  }

  /** Makes one. */
  @Inject
  public BulkResource(ExecutionService service) {
    this.service = service;
  }

  /** Lists bulks, newest first. */
  @GET
  @RequiresRole(Role.VIEWER)
  public Response getBulks(@Context UriInfo uri) {
    QueryParameters query = new QueryParameters(uri);
    int limit = query.limit(BulkPage.MAX_LIMIT, BulkPage.DEFAULT_LIMIT);
    Optional<String> cursor = query.read("cursor", "must not be empty", BulkResource::cursor);
    if (!query.faults().isEmpty()) {
      cursor.ifPresent(given -> query.addFaultsOf(() -> service.getBulks(1, cursor)));
    }
    query.check();
    return Responses.ok(BulkDocument.write(service.getBulks(limit, cursor)));
  }

  /** Shows one bulk. */
  @GET
  @Path("/{id}")
  @RequiresRole(Role.VIEWER)
  public Response getBulk(@PathParam("id") String id, @Context UriInfo uri) {
    long number = PathId.parse(id, uri);
    return Responses.ok(
        BulkDocument.write(
            service.getBulk(number).orElseThrow(() -> new BulkNotFoundException(number))));
  }

  /** Stops a bulk. */
  @POST
  @Path("/{id}/stop")
  @RequiresRole(Role.OPERATOR)
  public Response stopBulk(
      @PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext security) {
    long number = PathId.parse(id, uri);
    String by = Requester.of(security).inLog();
    return Responses.with(202, BulkDocument.write(service.stopBulk(number, by))).build();
  }

  private static Optional<String> cursor(String text) {
    return Optional.of(text).filter(given -> !given.isEmpty());
  }
}
