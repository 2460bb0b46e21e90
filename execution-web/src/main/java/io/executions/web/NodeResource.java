package io.executions.web;

import io.executions.api.ExecutionService;
import io.executions.api.Node;
import io.executions.api.Role;
import io.executions.web.document.ServiceDocuments;
import io.executions.web.json.ServiceJson;
import io.executions.web.security.RequiresRole;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.LongFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Steers single nodes; any node takes the request for any other. */
@APIResponse(responseCode = "400", ref = "invalid")
@APIResponse(responseCode = "401", ref = "unauthorized")
@APIResponse(responseCode = "403", ref = "problem")
@APIResponse(responseCode = "404", ref = "problem")
@APIResponse(responseCode = "406", ref = "problem")
@APIResponse(responseCode = "409", ref = "problem")
@APIResponse(responseCode = "429", ref = "later")
@APIResponse(responseCode = "500", ref = "problem")
@APIResponse(responseCode = "503", ref = "later")
@Tag(ref = "nodes")
@Path("/nodes")
@Produces(MediaType.APPLICATION_JSON)
@RequiresRole(Role.ADMIN)
@ApplicationScoped
public class NodeResource {
  private final ExecutionService service;

  /** For the proxy only; public, as RESTEasy wants it. */
  public NodeResource() {
    this(null);
  }

  /** Makes one. */
  @Inject
  public NodeResource(ExecutionService service) {
    this.service = service;
  }

  /** Tells a node to claim nothing more. */
  @Operation(
      operationId = "drainNode",
      summary = "Tells a node to claim nothing more and to let its handlers finish",
      description =
          "For an orderly stop. Its readiness is 503 from its next poll on; it "
              + "answers requests as before.")
  @Parameter(name = "id", ref = "id")
  @APIResponse(
      responseCode = "202",
      description = "The node; it claims nothing from now on",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ServiceDocuments.NodeDocument.class)))
  @POST
  @Path("/{id}/drain")
  public Response drainNode(
      @PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext security) {
    String by = Caller.of(security).inLog();
    return ask(id, uri, node -> service.drainNode(node, by));
  }

  /** Lets a node claim again. */
  @Operation(
      operationId = "resumeNode",
      summary = "Lets a node claim again",
      description = "Takes back what drain has asked. A node that has stopped or died is a 409.")
  @Parameter(name = "id", ref = "id")
  @APIResponse(
      responseCode = "202",
      description = "The node; it claims at its next poll",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ServiceDocuments.NodeDocument.class)))
  @POST
  @Path("/{id}/resume")
  public Response resumeNode(
      @PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext security) {
    String by = Caller.of(security).inLog();
    return ask(id, uri, node -> service.resumeNode(node, by));
  }

  /** Asks a node to poll now. */
  @Operation(
      operationId = "pollNode",
      summary = "Asks a node to poll now, whatever its timer says",
      description =
          "Looks for work now; nothing is changed. A node that has stopped or died is a 409.")
  @Parameter(name = "id", ref = "id")
  @APIResponse(
      responseCode = "202",
      description = "The node; it polls at once, or at its next beat when it is another one",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ServiceDocuments.NodeDocument.class)))
  @POST
  @Path("/{id}/poll")
  public Response pollNode(@PathParam("id") String id, @Context UriInfo uri) {
    return ask(id, uri, service::pollNode);
  }

  private static Response ask(String id, UriInfo uri, LongFunction<Node> request) {
    long number = PathId.parse(id);
    QueryParameters.refuseAny(uri);
    return Responses.with(202, ServiceJson.write(request.apply(number))).build();
  }
}
