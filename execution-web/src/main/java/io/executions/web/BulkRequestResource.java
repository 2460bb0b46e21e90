package io.executions.web;

import io.executions.api.Bulk;
import io.executions.api.BulkVerb;
import io.executions.api.ExecutionService;
import io.executions.api.json.BulkCountDocument;
import io.executions.api.json.BulkDocument;
import io.executions.api.json.BulkRequestDocument;
import io.executions.api.port.Role;
import io.executions.web.json.BodyReader;
import io.executions.web.json.StrictJson;
import io.executions.web.security.RequiresRole;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;

/** Has something done to many executions, or counts to how many it would be done. */
@Path("/executions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class BulkRequestResource {
  private static final long MAX_BYTES = 1L << 20;

  private final ExecutionService service;

  /** For the proxy only; public, as RESTEasy wants it. */
  public BulkRequestResource() {
    this(null);
  }

  /** Makes one. */
  @Inject
  public BulkRequestResource(ExecutionService service) {
    this.service = service;
  }

  /** Cancels executions. */
  @POST
  @Path("/cancel")
  @RequiresRole(Role.OPERATOR)
  public Response cancelExecutions(
      InputStream body,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    return ask(BulkVerb.CANCEL, body, headers, uri, security);
  }

  /** Makes failed or cancelled executions pending again. */
  @POST
  @Path("/retry")
  @RequiresRole(Role.OPERATOR)
  public Response retryExecutions(
      InputStream body,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    return ask(BulkVerb.RETRY, body, headers, uri, security);
  }

  /** Removes executions that have ended. */
  @POST
  @Path("/delete")
  @RequiresRole(Role.ADMIN)
  public Response deleteExecutions(
      InputStream body,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    return ask(BulkVerb.DELETE, body, headers, uri, security);
  }

  private Response ask(
      BulkVerb verb, InputStream body, HttpHeaders headers, UriInfo uri, SecurityContext security) {
    BodyHeaders.check(headers);
    JsonValue json = StrictJson.parse(BodyReader.read(body, MAX_BYTES));
    BulkRequestDocument.Asked asked =
        BulkRequestDocument.read(verb, json, QueryParameters.faultsOfAny(uri));
    if (asked.validateOnly()) {
      return Responses.ok(BulkCountDocument.write(service.countBulk(verb, asked.selection())));
    }
    Bulk bulk = service.createBulk(verb, asked.selection(), Requester.of(security).name());
    return Responses.with(202, BulkDocument.write(bulk))
        .location(uri.getBaseUriBuilder().path("bulk/{id}").build(bulk.id()))
        .build();
  }
}
