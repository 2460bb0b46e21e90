package io.executions.web;

import io.executions.api.Execution;
import io.executions.api.ExecutionNotFoundException;
import io.executions.api.ExecutionQuery;
import io.executions.api.ExecutionService;
import io.executions.api.json.AttemptsDocument;
import io.executions.api.json.ExecutionDocument;
import io.executions.api.json.ExecutionPageDocument;
import io.executions.api.port.CredentialHeaders;
import io.executions.api.port.Role;
import io.executions.web.json.Redaction;
import io.executions.web.security.RequiresRole;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;

/** Shows executions, and moves, changes and removes them. */
@Path("/executions")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ExecutionResource {
  private final ExecutionService service;
  private final CredentialHeaders credentials;
  private final AnswerBudget budget;

  /** For the proxy only; public, as RESTEasy wants it. */
  public ExecutionResource() {
    this(null, null, null);
  }

  /** Makes one. */
  @Inject
  public ExecutionResource(
      ExecutionService service, CredentialHeaders credentials, AnswerBudget budget) {
    this.service = service;
    this.credentials = credentials;
    this.budget = budget;
  }

  /** Lists executions. */
  @GET
  @RequiresRole(Role.VIEWER)
  public Response getExecutions(@Context UriInfo uri, @Context SecurityContext security) {
    ExecutionQuery query = ListParameters.read(uri, service);
    return budget.make(
        () ->
            Responses.ok(
                ExecutionPageDocument.write(
                    service.getExecutions(query), redaction(security)::of)));
  }

  /** Shows one execution. */
  @GET
  @Path("/{id}")
  @RequiresRole(Role.VIEWER)
  public Response getExecution(
      @PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext security) {
    long number = PathId.parse(id, uri);
    return budget.make(
        () ->
            answer(
                200,
                redaction(security)
                    .of(
                        service
                            .getExecution(number)
                            .orElseThrow(() -> new ExecutionNotFoundException(number)))));
  }

  /** Lists the attempts of an execution, ascending. */
  @GET
  @Path("/{id}/attempts")
  @RequiresRole(Role.VIEWER)
  public Response getAttempts(
      @PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext security) {
    long number = PathId.parse(id, uri);
    return budget.make(
        () ->
            Responses.ok(
                AttemptsDocument.write(redaction(security).of(service.getAttempts(number)))));
  }

  /** Cancels an execution, or asks its handler to stop. */
  @POST
  @Path("/{id}/cancel")
  @RequiresRole(Role.OPERATOR)
  public Response cancelExecution(
      @PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext security) {
    long number = PathId.parse(id, uri);
    Execution execution = service.cancelExecution(number, Requester.of(security).inLog());
    int status = execution.status().isFinal() ? 200 : 202;
    return answer(status, execution);
  }

  /** Makes an execution pending again. */
  @POST
  @Path("/{id}/retry")
  @RequiresRole(Role.OPERATOR)
  public Response retryExecution(
      @PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext security) {
    long number = PathId.parse(id, uri);
    String by = Requester.of(security).inLog();
    return answer(200, service.retryExecution(number, by));
  }

  /** Changes a pending execution. */
  @PATCH
  @Path("/{id}")
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @RequiresRole(Role.OPERATOR)
  public Response changeExecution(
      @PathParam("id") String id,
      InputStream body,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    long number = PathId.parse(id);
    ChangeRequest request = ChangeRequest.read(body, headers, uri, service);
    String by = Requester.of(security).inLog();
    Execution changed = service.changeExecution(number, request.change(), request.revisions(), by);
    return answer(200, changed);
  }

  /** Removes an execution that has ended. */
  @DELETE
  @Path("/{id}")
  @RequiresRole(Role.ADMIN)
  public Response deleteExecution(
      @PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext security) {
    long number = PathId.parse(id, uri);
    service.deleteExecution(number, Requester.of(security).inLog());
    return Response.noContent().build();
  }

  private static Response answer(int status, Execution execution) {
    return Responses.with(status, ExecutionDocument.write(execution))
        .tag(Integer.toString(execution.revision()))
        .build();
  }

  private Redaction redaction(SecurityContext security) {
    return Requester.of(security).seesDetails() ? Redaction.NONE : new Redaction(credentials);
  }
}
