package io.executions.web;

import io.executions.api.Execution;
import io.executions.api.ExecutionService;
import io.executions.api.NewExecution;
import io.executions.api.Role;
import io.executions.web.document.CreationDocument;
import io.executions.web.document.ExecutionDocument;
import io.executions.web.json.ExecutionJson;
import io.executions.web.json.Redaction;
import io.executions.web.security.RequiresRole;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Creates executions. */
@APIResponse(responseCode = "401", ref = "unauthorized")
@APIResponse(responseCode = "403", ref = "problem")
@APIResponse(responseCode = "406", ref = "problem")
@APIResponse(responseCode = "429", ref = "later")
@APIResponse(responseCode = "500", ref = "problem")
@APIResponse(responseCode = "503", ref = "later")
@APIResponse(responseCode = "400", ref = "invalid")
@APIResponse(responseCode = "409", ref = "later")
@APIResponse(responseCode = "413", ref = "problem")
@APIResponse(responseCode = "415", ref = "problem")
@APIResponse(responseCode = "422", ref = "problem")
@Tag(ref = "executions")
@Path("/executions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequiresRole(Role.OPERATOR)
@ApplicationScoped
public class CreationResource {
  static final String EXAMPLE =
      """
      {"type": "http", "input": {"url": "https://example.com/"}, "maxAttempts": 3}
      """;

  private static final long MAX_BATCH_BYTES = 8L << 20;

  /** A two-byte character takes six bytes as an escape. */
  private static final int ESCAPED = 3;

  private static final long ENVELOPE_BYTES = 64L << 10;

  private final ExecutionService service;
  private final IdempotentCreation creations;
  private final WaitingClients waiting;

  /** For the proxy only; public, as RESTEasy wants it. */
  public CreationResource() {
    this(null, null, null);
  }

  /** Makes one. */
  @Inject
  public CreationResource(
      ExecutionService service, IdempotentCreation creations, WaitingClients waiting) {
    this.service = service;
    this.creations = creations;
    this.waiting = waiting;
  }

  /** Creates one execution, and waits for its end if the client prefers so. */
  @Operation(
      operationId = "createExecution",
      summary = "Creates an execution",
      description =
          "It is kept before the answer comes, and runs once a node has a free "
              + "slot. With an Idempotency-Key, a repeat answers with the execution "
              + "that the first request created. The input may have "
              + "EXECUTION_INPUT_MAX_BYTES (1 MiB by default) in UTF-8 as it is kept, "
              + "the body three times that and 64 KiB; more is a 413.")
  @Parameter(name = "Idempotency-Key", ref = "Idempotency-Key")
  @Parameter(
      name = "Prefer",
      in = ParameterIn.HEADER,
      description = "wait=N answers when it has ended, or after N seconds, at most 60",
      schema = @Schema(type = SchemaType.STRING, example = "wait=10"))
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CreationDocument.class),
              example = CreationResource.EXAMPLE))
  @APIResponse(
      responseCode = "201",
      description = "Created",
      headers = {
        @Header(
            name = "Location",
            description = "where the execution is",
            schema = @Schema(implementation = String.class)),
        @Header(
            name = "Idempotency-Replayed",
            description = "true if an earlier request created it",
            schema = @Schema(implementation = boolean.class)),
        @Header(
            name = "Preference-Applied",
            description = "the wait that was granted, such as wait=10",
            schema = @Schema(implementation = String.class))
      },
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ExecutionDocument.CreatedDocument.class)))
  @POST
  public void createExecution(
      InputStream body,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Context SecurityContext security,
      @Suspended AsyncResponse answer) {
    long maxBytes = service.getMaxInputBytes() * ESCAPED + ENVELOPE_BYTES;
    CreationRequest request =
        CreationRequest.read(body, maxBytes, "POST /executions", headers, uri, security);
    NewExecution execution = request.one(service);
    // All of the request is understood before anything is stored.
    Optional<Integer> seconds = WaitPreference.read(headers);
    UriBuilder location = uri.getBaseUriBuilder().path("executions/{id}");
    location.build(0);
    IdempotentCreation.Result result = creations.createOne(execution, request.key());
    Response.ResponseBuilder created = created(result, location);
    if (result.execution().isEmpty() || seconds.isEmpty()) {
      answer.resume(created.entity(Responses.bytes(document(result))).build());
      return;
    }
    Response.ResponseBuilder waited =
        created.clone().header(WaitPreference.APPLIED_HEADER, "wait=" + seconds.get());
    boolean willAnswer =
        waiting.await(
            result.execution().get(),
            request.size(),
            seconds.get(),
            ended -> {
              Response response = waited.clone().entity(Responses.bytes(document(ended))).build();
              return () -> answer.resume(response);
            });
    if (!willAnswer) {
      answer.resume(created.entity(Responses.bytes(document(result))).build());
    }
  }

  /** Creates several executions, all or none. */
  @Operation(
      operationId = "createExecutions",
      summary = "Creates several executions, all or none",
      description =
          "1 to 1000, in a body of at most 8 MiB, each with an input of at most "
              + "EXECUTION_INPUT_MAX_BYTES (1 MiB by default); more is a 413. Each fault "
              + "is named by its pointer, such as /items/3/type.")
  @Parameter(name = "Idempotency-Key", ref = "Idempotency-Key")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CreationDocument.BatchDocument.class)))
  @APIResponse(
      responseCode = "201",
      description = "Created",
      headers = {
        @Header(
            name = "Idempotency-Replayed",
            description = "true if an earlier request created it",
            schema = @Schema(implementation = boolean.class))
      },
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CreationDocument.IdsDocument.class)))
  @POST
  @Path("/batch")
  public Response createExecutions(
      InputStream body,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    CreationRequest request =
        CreationRequest.read(
            body, MAX_BATCH_BYTES, "POST /executions/batch", headers, uri, security);
    List<NewExecution> executions = request.batch(service);
    IdempotentCreation.Result result = creations.createBatch(executions, request.key());
    return replayed(Responses.with(201, ExecutionJson.writeIds(result.ids())), result).build();
  }

  private static Response.ResponseBuilder created(
      IdempotentCreation.Result result, UriBuilder location) {
    return replayed(
        Response.created(location.build(result.ids().get(0))).type(MediaType.APPLICATION_JSON_TYPE),
        result);
  }

  private static Response.ResponseBuilder replayed(
      Response.ResponseBuilder response, IdempotentCreation.Result result) {
    return result.replayed() ? response.header(IdempotencyKey.REPLAYED_HEADER, "true") : response;
  }

  private static String document(IdempotentCreation.Result result) {
    return result
        .execution()
        .map(CreationResource::document)
        .orElseGet(() -> ExecutionJson.writeRemoved(result.ids().get(0)));
  }

  /** Whoever may create sees all. */
  private static String document(Execution execution) {
    return ExecutionJson.write(execution, Redaction.NONE);
  }
}
