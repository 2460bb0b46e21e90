package io.executions.web;

import io.executions.api.Execution;
import io.executions.api.ExecutionNotFoundException;
import io.executions.api.ExecutionPage;
import io.executions.api.ExecutionService;
import io.executions.api.Role;
import io.executions.web.json.ExecutionJson;
import io.executions.web.security.Access;
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

/** Shows executions, cancels and retries them. */
@Path("/executions")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ExecutionResource {
  private final ExecutionService service;

  /** For the proxy only. */
  protected ExecutionResource() {
    this(null);
  }

  @Inject
  ExecutionResource(ExecutionService service) {
    this.service = service;
  }

  /** Lists executions, newest first. */
  @GET
  @Access(Role.VIEWER)
  public Response getExecutions(@Context UriInfo uri, @Context SecurityContext security) {
    ExecutionPage page = service.getExecutions(ExecutionQuery.read(uri, service));
    return Answers.ok(ExecutionJson.write(page, Caller.of(security).seesDetails()));
  }

  /** Shows one execution. */
  @GET
  @Path("/{id}")
  @Access(Role.VIEWER)
  public Response getExecution(
      @PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext security) {
    long number = ExecutionId.parse(id);
    QueryParameters.refuseAny(uri);
    Execution execution =
        service.getExecution(number).orElseThrow(() -> new ExecutionNotFoundException(number));
    return Answers.ok(ExecutionJson.write(execution, Caller.of(security).seesDetails()));
  }

  /** Lists the attempts of an execution, ascending. */
  @GET
  @Path("/{id}/attempts")
  @Access(Role.VIEWER)
  public Response getAttempts(
      @PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext security) {
    long number = ExecutionId.parse(id);
    QueryParameters.refuseAny(uri);
    return Answers.ok(
        ExecutionJson.writeAttempts(
            service.getAttempts(number), Caller.of(security).seesDetails()));
  }

  /** Cancels an execution, or asks its handler to stop. */
  @POST
  @Path("/{id}/cancel")
  @Access(Role.OPERATOR)
  public Response cancelExecution(@PathParam("id") String id, @Context UriInfo uri) {
    long number = ExecutionId.parse(id);
    QueryParameters.refuseAny(uri);
    Execution execution = service.cancelExecution(number);
    int status = execution.status().isFinal() ? 200 : 202;
    return Answers.with(status, ExecutionJson.write(execution, true)).build();
  }

  /** Makes an execution pending again. */
  @POST
  @Path("/{id}/retry")
  @Access(Role.OPERATOR)
  public Response retryExecution(@PathParam("id") String id, @Context UriInfo uri) {
    long number = ExecutionId.parse(id);
    QueryParameters.refuseAny(uri);
    return Answers.ok(ExecutionJson.write(service.retryExecution(number), true));
  }
}
