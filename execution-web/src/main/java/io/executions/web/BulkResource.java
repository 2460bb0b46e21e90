package io.executions.web;

import io.executions.api.BulkNotFoundException;
import io.executions.api.BulkPage;
import io.executions.api.ExecutionService;
import io.executions.api.Fault;
import io.executions.api.InvalidRequestException;
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
import java.util.List;
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
    String rule = "must be a whole number from 1 to " + BulkPage.MAX_LIMIT;
    int limit = query.read("limit", rule, BulkResource::limit).orElse(BulkPage.DEFAULT_LIMIT);
    Optional<String> cursor = query.read("cursor", "must not be empty", BulkResource::cursor);
    if (!query.faults().isEmpty()) {
      cursor.ifPresent(given -> query.add(faultsOf(given)));
    }
    query.check();
    return Responses.ok(BulkDocument.write(service.getBulks(limit, cursor)));
  }

  /** Shows one bulk. */
  @GET
  @Path("/{id}")
  @RequiresRole(Role.VIEWER)
  public Response getBulk(@PathParam("id") String id, @Context UriInfo uri) {
    long number = PathId.parse(id);
    QueryParameters.refuseAny(uri);
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
    long number = PathId.parse(id);
    QueryParameters.refuseAny(uri);
    String by = Caller.of(security).inLog();
    return Responses.with(202, BulkDocument.write(service.stopBulk(number, by))).build();
  }

  /** Only the service knows cursors; asked here so that all faults are named at once. */
  private List<Fault> faultsOf(String cursor) {
    try {
      service.getBulks(1, Optional.of(cursor));
      return List.of();
    } catch (InvalidRequestException e) {
      return e.faults();
    }
  }

  private static Optional<Integer> limit(String text) {
    return Optional.of(text)
        .filter(given -> given.matches("[0-9]{1,9}"))
        .map(Integer::valueOf)
        .filter(number -> number >= 1 && number <= BulkPage.MAX_LIMIT);
  }

  private static Optional<String> cursor(String text) {
    return Optional.of(text).filter(given -> !given.isEmpty());
  }
}
