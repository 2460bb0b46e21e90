package io.executions.web;

import io.executions.api.CredentialHeaders;
import io.executions.api.Execution;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionNotFoundException;
import io.executions.api.ExecutionService;
import io.executions.api.Role;
import io.executions.web.document.ExecutionDocument;
import io.executions.web.document.ListDocuments;
import io.executions.web.json.ExecutionJson;
import io.executions.web.json.Redaction;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows executions, cancels and retries them. */
@APIResponse(responseCode = "401", ref = "unauthorized")
@APIResponse(responseCode = "403", ref = "problem")
@APIResponse(responseCode = "406", ref = "problem")
@APIResponse(responseCode = "429", ref = "later")
@APIResponse(responseCode = "500", ref = "problem")
@APIResponse(responseCode = "503", ref = "later")
@Tag(ref = "executions")
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

  /** Lists executions, newest first. */
  @Operation(
      operationId = "getExecutions",
      summary = "Lists executions, newest first",
      description =
          "A page may hold fewer than the limit: it ends where its inputs and outputs come to "
              + "2 MiB, after one execution at least. nextCursor tells whether there are more.")
  @Parameter(
      name = "status",
      in = ParameterIn.QUERY,
      description =
          "only these statuses: pending, running, completed, failed, cancelled,"
              + " several with commas",
      schema =
          @Schema(
              type = SchemaType.STRING,
              pattern =
                  "^(pending|running|completed|failed|cancelled)"
                      + "(,(pending|running|completed|failed|cancelled))*$",
              example = "failed,cancelled"))
  @Parameter(
      name = "type",
      in = ParameterIn.QUERY,
      description = "only this type",
      schema = @Schema(type = SchemaType.STRING, pattern = "^[a-z][a-z0-9._-]{0,99}$"))
  @Parameter(
      name = "limit",
      in = ParameterIn.QUERY,
      description = "at most so many",
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500", defaultValue = "50"))
  @Parameter(
      name = "cursor",
      in = ParameterIn.QUERY,
      description = "where the page before ended, as its nextCursor said",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ListDocuments.PageDocument.class)))
  @APIResponse(responseCode = "400", ref = "invalid")
  @GET
  @RequiresRole(Role.VIEWER)
  public Response getExecutions(@Context UriInfo uri, @Context SecurityContext security) {
    ExecutionFilter filter = ExecutionQuery.read(uri, service);
    return budget.make(
        () ->
            Responses.ok(ExecutionJson.write(service.getExecutions(filter), redaction(security))));
  }

  /** Shows one execution. */
  @Operation(
      operationId = "getExecution",
      summary = "Shows an execution",
      description =
          "Its input, its output once it has completed, and why its last attempt "
              + "did not. A viewer sees no credentials.")
  @Parameter(name = "id", ref = "id")
  @APIResponse(
      responseCode = "200",
      description = "The execution",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ExecutionDocument.class)))
  @APIResponse(responseCode = "400", ref = "invalid")
  @APIResponse(responseCode = "404", ref = "problem")
  @GET
  @Path("/{id}")
  @RequiresRole(Role.VIEWER)
  public Response getExecution(
      @PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext security) {
    long number = PathId.parse(id);
    QueryParameters.refuseAny(uri);
    return budget.make(
        () ->
            Responses.ok(
                ExecutionJson.write(
                    service
                        .getExecution(number)
                        .orElseThrow(() -> new ExecutionNotFoundException(number)),
                    redaction(security))));
  }

  /** Lists the attempts of an execution, ascending. */
  @Operation(
      operationId = "getAttempts",
      summary = "Lists the attempts of an execution",
      description =
          "Ascending; the one that runs now has no outcome. A viewer sees no errorDetail and no "
              + "credentials.")
  @Parameter(name = "id", ref = "id")
  @APIResponse(
      responseCode = "200",
      description = "The attempts",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ListDocuments.AttemptsDocument.class)))
  @APIResponse(responseCode = "400", ref = "invalid")
  @APIResponse(responseCode = "404", ref = "problem")
  @GET
  @Path("/{id}/attempts")
  @RequiresRole(Role.VIEWER)
  public Response getAttempts(
      @PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext security) {
    long number = PathId.parse(id);
    QueryParameters.refuseAny(uri);
    return budget.make(
        () ->
            Responses.ok(
                ExecutionJson.writeAttempts(service.getAttempts(number), redaction(security))));
  }

  /** Cancels an execution, or asks its handler to stop. */
  @Operation(
      operationId = "cancelExecution",
      summary = "Cancels an execution; asking again is harmless",
      description =
          "A pending one is cancelled at once. The handler of a running one is "
              + "interrupted: if it returns all the same, the execution has completed; "
              + "otherwise it is cancelled. One that has completed or failed is a 409.")
  @Parameter(name = "id", ref = "id")
  @APIResponse(
      responseCode = "200",
      description = "It is cancelled: it was pending, or had been cancelled before",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ExecutionDocument.class)))
  @APIResponse(
      responseCode = "202",
      description = "It runs; its handler was told to stop",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ExecutionDocument.class)))
  @APIResponse(responseCode = "400", ref = "invalid")
  @APIResponse(responseCode = "404", ref = "problem")
  @APIResponse(responseCode = "409", ref = "problem")
  @POST
  @Path("/{id}/cancel")
  @RequiresRole(Role.OPERATOR)
  public Response cancelExecution(
      @PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext security) {
    long number = PathId.parse(id);
    QueryParameters.refuseAny(uri);
    Execution execution = service.cancelExecution(number, Caller.of(security).inLog());
    int status = execution.status().isFinal() ? 200 : 202;
    return Responses.with(status, ExecutionJson.write(execution, Redaction.NONE)).build();
  }

  /** Makes an execution pending again. */
  @Operation(
      operationId = "retryExecution",
      summary = "Makes a failed or cancelled execution pending again",
      description =
          "With a fresh budget of attempts and without its old output, error and "
              + "end; attempts are numbered on. Any other one is a 409.")
  @Parameter(name = "id", ref = "id")
  @APIResponse(
      responseCode = "200",
      description = "The execution, pending again",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ExecutionDocument.class)))
  @APIResponse(responseCode = "400", ref = "invalid")
  @APIResponse(responseCode = "404", ref = "problem")
  @APIResponse(responseCode = "409", ref = "problem")
  @POST
  @Path("/{id}/retry")
  @RequiresRole(Role.OPERATOR)
  public Response retryExecution(
      @PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext security) {
    long number = PathId.parse(id);
    QueryParameters.refuseAny(uri);
    String by = Caller.of(security).inLog();
    return Responses.ok(ExecutionJson.write(service.retryExecution(number, by), Redaction.NONE));
  }

  private Redaction redaction(SecurityContext security) {
    return Caller.of(security).seesDetails() ? Redaction.NONE : new Redaction(credentials);
  }
}
