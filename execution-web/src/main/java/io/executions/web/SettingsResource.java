package io.executions.web;

import io.executions.api.ExecutionService;
import io.executions.api.Role;
import io.executions.api.SettingsChange;
import io.executions.web.document.SettingsDocument;
import io.executions.web.json.BodyReader;
import io.executions.web.json.SettingsJson;
import io.executions.web.json.StrictJson;
import io.executions.web.security.RequiresRole;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows and changes what holds for all nodes. */
@APIResponse(responseCode = "401", ref = "unauthorized")
@APIResponse(responseCode = "403", ref = "problem")
@APIResponse(responseCode = "406", ref = "problem")
@APIResponse(responseCode = "429", ref = "later")
@APIResponse(responseCode = "500", ref = "problem")
@APIResponse(responseCode = "503", ref = "later")
@APIResponse(responseCode = "400", ref = "invalid")
@Tag(ref = "settings")
@Path("/settings")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class SettingsResource {
  private static final long MAX_BYTES = 64L << 10;

  private final ExecutionService service;

  /** For the proxy only; public, as RESTEasy wants it. */
  public SettingsResource() {
    this(null);
  }

  /** Makes one. */
  @Inject
  public SettingsResource(ExecutionService service) {
    this.service = service;
  }

  /** Shows all settings. */
  @Operation(
      operationId = "getSettings",
      summary = "Shows what holds for all nodes",
      description = "The limit, whether claims are paused, and how long ended executions are kept.")
  @APIResponse(
      responseCode = "200",
      description = "All settings",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = SettingsDocument.class)))
  @GET
  @RequiresRole(Role.VIEWER)
  public Response getSettings(@Context UriInfo uri) {
    QueryParameters.refuseAny(uri);
    return Responses.ok(SettingsJson.write(service.getSettings()));
  }

  /** Changes the settings that are given. */
  @Operation(
      operationId = "changeSettings",
      summary = "Changes what holds for all nodes",
      description =
          "What is left out stays as it is. It holds for all nodes at once and "
              + "survives restarts; what runs goes on. The body may have 64 KiB; more is "
              + "a 413.")
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = "application/json",
            schema = @Schema(implementation = SettingsDocument.ChangeDocument.class)),
        @Content(
            mediaType = "application/merge-patch+json",
            schema = @Schema(implementation = SettingsDocument.ChangeDocument.class))
      })
  @APIResponse(
      responseCode = "200",
      description = "All settings after the change",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = SettingsDocument.class)))
  @APIResponse(responseCode = "413", ref = "problem")
  @APIResponse(responseCode = "415", ref = "problem")
  @PATCH
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @RequiresRole(Role.ADMIN)
  public Response changeSettings(
      InputStream body,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    BodyHeaders.check(headers);
    byte[] bytes = BodyReader.read(body, MAX_BYTES);
    SettingsChange change =
        SettingsJson.readChange(StrictJson.parse(bytes), QueryParameters.faultsOfAny(uri));
    String by = Caller.of(security).inLog();
    return Responses.ok(SettingsJson.write(service.changeSettings(change, by)));
  }
}
