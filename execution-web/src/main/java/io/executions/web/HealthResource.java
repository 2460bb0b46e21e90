package io.executions.web;

import io.executions.api.Readiness;
import io.executions.api.ServiceUnavailableException;
import io.executions.web.document.ServiceDocuments;
import io.executions.web.json.JsonBuilders;
import io.executions.web.json.ServiceJson;
import io.executions.web.security.OpenToAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells whether this node lives and whether it can take work. */
@SecurityRequirementsSet
@APIResponse(responseCode = "400", ref = "invalid")
@APIResponse(responseCode = "406", ref = "problem")
@APIResponse(responseCode = "500", ref = "problem")
@Tag(ref = "health")
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
@OpenToAll
@ApplicationScoped
public class HealthResource {
  private final Readiness readiness;

  /** For the proxy only; public, as RESTEasy wants it. */
  public HealthResource() {
    this(null);
  }

  /** Makes one. */
  @Inject
  public HealthResource(Readiness readiness) {
    this.readiness = readiness;
  }

  /** Answers "up" as long as only another start could do better; asks nobody. */
  @Operation(
      operationId = "getLiveness",
      summary = "Tells that this node lives",
      description = "For restarts: it is down only when nothing but another start can help.")
  @APIResponse(
      responseCode = "200",
      description = "It lives",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ServiceDocuments.LivenessDocument.class)))
  @APIResponse(
      responseCode = "503",
      description = "It is broken for good and should be started anew",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ServiceDocuments.LivenessDocument.class)))
  @GET
  @Path("/live")
  public Response getLiveness() {
    boolean up = !readiness.isDamaged();
    return Responses.with(
            up ? 200 : 503, JsonBuilders.object().add("status", up ? "up" : "down").build())
        .build();
  }

  /** Tells what stands in the way of taking work, if anything. */
  @Operation(
      operationId = "getReadiness",
      summary = "Tells whether this node can take work",
      description =
          "For load balancers: the problems say what stands in the way. It is "
              + "known from the node's own beats and polls, so that the answer never "
              + "waits for the database.")
  @APIResponse(
      responseCode = "200",
      description = "It can",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ServiceDocuments.ReadinessDocument.class)))
  @APIResponse(
      responseCode = "503",
      description = "It cannot",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ServiceDocuments.ReadinessDocument.class)))
  @GET
  @Path("/ready")
  public Response getReadiness() {
    List<String> problems = problems();
    int status = problems.isEmpty() ? 200 : 503;
    return Responses.with(status, ServiceJson.writeHealth(problems, readiness.warnings())).build();
  }

  private List<String> problems() {
    try {
      return readiness.problems();
    } catch (ServiceUnavailableException e) {
      return List.of("the database is away");
    }
  }
}
