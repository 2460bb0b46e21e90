package io.executions.web;

import io.executions.api.ExecutionService;
import io.executions.api.SettingsChange;
import io.executions.api.json.SettingsChangeDocument;
import io.executions.api.json.SettingsDocument;
import io.executions.api.port.Role;
import io.executions.web.json.BodyReader;
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

/** Shows and changes what holds for all nodes. */
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
  @GET
  @RequiresRole(Role.VIEWER)
  public Response getSettings(@Context UriInfo uri) {
    QueryParameters.refuseAny(uri);
    return Responses.ok(SettingsDocument.write(service.getSettings()));
  }

  /** Changes the settings that are given. */
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
        SettingsChangeDocument.read(StrictJson.parse(bytes), QueryParameters.faultsOfAny(uri));
    String by = Requester.of(security).inLog();
    return Responses.ok(SettingsDocument.write(service.changeSettings(change, by)));
  }
}
