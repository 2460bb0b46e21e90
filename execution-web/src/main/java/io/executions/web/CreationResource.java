package io.executions.web;

import io.executions.api.ExecutionService;
import io.executions.api.NewExecution;
import io.executions.api.json.CreatedExecutionsDocument;
import io.executions.api.json.ExecutionDocument;
import io.executions.api.port.Role;
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

/** Creates executions. */
@Path("/executions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequiresRole(Role.OPERATOR)
@ApplicationScoped
public class CreationResource {
  private static final String EXISTING_HEADER = "Execution-Existing";
  private static final String REPLACED_HEADER = "Execution-Replaced";
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
              Response response =
                  waited.clone().entity(Responses.bytes(ExecutionDocument.write(ended))).build();
              return () -> answer.resume(response);
            });
    if (!willAnswer) {
      answer.resume(created.entity(Responses.bytes(document(result))).build());
    }
  }

  /** Creates several executions, all or none. */
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
    return replayed(Responses.with(201, CreatedExecutionsDocument.write(result.results())), result)
        .build();
  }

  private static Response.ResponseBuilder created(
      IdempotentCreation.Result result, UriBuilder location) {
    Response.ResponseBuilder response =
        Response.status(result.status())
            .location(location.build(result.ids().get(0)))
            .type(MediaType.APPLICATION_JSON_TYPE);
    if (result.existing()) {
      response.header(EXISTING_HEADER, "true");
    }
    if (result.replaced()) {
      response.header(REPLACED_HEADER, "true");
    }
    return replayed(response, result);
  }

  private static Response.ResponseBuilder replayed(
      Response.ResponseBuilder response, IdempotentCreation.Result result) {
    return result.replayed() ? response.header(IdempotencyKey.REPLAYED_HEADER, "true") : response;
  }

  private static String document(IdempotentCreation.Result result) {
    return result
        .execution()
        .map(ExecutionDocument::write)
        .orElseGet(() -> ExecutionDocument.writeRemoved(result.ids().get(0)));
  }
}
