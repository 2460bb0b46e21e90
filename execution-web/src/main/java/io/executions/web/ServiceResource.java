package io.executions.web;

import io.executions.api.ExecutionService;
import io.executions.api.NodeFilter;
import io.executions.api.Role;
import io.executions.web.document.ListDocuments;
import io.executions.web.document.ServiceDocuments;
import io.executions.web.json.ServiceJson;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows what the service has, does and can do. */
@APIResponse(responseCode = "401", ref = "unauthorized")
@APIResponse(responseCode = "403", ref = "problem")
@APIResponse(responseCode = "406", ref = "problem")
@APIResponse(responseCode = "429", ref = "later")
@APIResponse(responseCode = "500", ref = "problem")
@APIResponse(responseCode = "503", ref = "later")
@APIResponse(responseCode = "400", ref = "invalid")
@Tag(ref = "service")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RequiresRole(Role.VIEWER)
@ApplicationScoped
public class ServiceResource {
  private final ExecutionService service;

  /** For the proxy only; public, as RESTEasy wants it. */
  public ServiceResource() {
    this(null);
  }

  /** Makes one. */
  @Inject
  public ServiceResource(ExecutionService service) {
    this.service = service;
  }

  /** Counts the executions in each status. */
  @Operation(
      operationId = "getStats",
      summary = "Counts the executions in each status",
      description =
          "Executions that are kept now. Asking is cheap however many there are: "
              + "pending ones are counted up to a cap only.")
  @APIResponse(
      responseCode = "200",
      description = "The counts",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ServiceDocuments.StatsDocument.class)))
  @GET
  @Path("/stats")
  public Response getStats(@Context UriInfo uri) {
    QueryParameters.refuseAny(uri);
    return Responses.ok(ServiceJson.write(service.getExecutionStats()));
  }

  /** Shows what the cluster is doing. */
  @Operation(
      operationId = "getStatus",
      summary = "Shows what the cluster is doing",
      description =
          "How much runs and waits, under which limit, and the nodes with their "
              + "poll timers: those that poll or drain, unless all are asked for.")
  @Parameter(
      name = "nodes",
      in = ParameterIn.QUERY,
      description = "living, or all: also those that stopped or died within a day",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"living", "all"},
              defaultValue = "living"))
  @APIResponse(
      responseCode = "200",
      description = "The status",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ServiceDocuments.ProcessingDocument.class)))
  @GET
  @Path("/status")
  public Response getStatus(@Context UriInfo uri) {
    QueryParameters parameters = new QueryParameters(uri);
    NodeFilter nodes =
        parameters
            .read("nodes", "must be living or all", NodeFilter::fromJsonName)
            .orElse(NodeFilter.LIVING);
    parameters.check();
    return Responses.ok(ServiceJson.write(service.getProcessingStatus(nodes)));
  }

  /** Lists the types that can be created. */
  @Operation(
      operationId = "getTypes",
      summary = "Lists the types that can be created",
      description =
          "With the nodes that handle each, or did within a day, and an input "
              + "that shows what it takes.")
  @APIResponse(
      responseCode = "200",
      description = "The types",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ListDocuments.TypesDocument.class)))
  @GET
  @Path("/types")
  public Response getTypes(@Context UriInfo uri) {
    QueryParameters.refuseAny(uri);
    return Responses.ok(ServiceJson.writeTypes(service.getTypes()));
  }
}
