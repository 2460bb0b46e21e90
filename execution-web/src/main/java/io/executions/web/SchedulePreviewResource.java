package io.executions.web;

import io.executions.api.ExecutionService;
import io.executions.api.SchedulePreview;
import io.executions.api.json.SchedulePreviewDocument;
import io.executions.api.json.ScheduleTimesDocument;
import io.executions.api.port.Role;
import io.executions.web.json.BodyReader;
import io.executions.web.json.StrictJson;
import io.executions.web.security.RequiresRole;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;

/** Shows when a schedule would create executions, before there is one. */
@Path("/schedules/preview")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequiresRole(Role.VIEWER)
@ApplicationScoped
public class SchedulePreviewResource {
  private static final long MAX_BYTES = 64L << 10;

  private final ExecutionService service;

  /** For the proxy only; public, as RESTEasy wants it. */
  public SchedulePreviewResource() {
    this(null);
  }

  /** Makes one. */
  @Inject
  public SchedulePreviewResource(ExecutionService service) {
    this.service = service;
  }

  /** Returns the next times. */
  @POST
  public Response previewSchedule(
      InputStream body, @Context HttpHeaders headers, @Context UriInfo uri) {
    BodyHeaders.check(headers);
    SchedulePreview preview =
        SchedulePreviewDocument.read(
            StrictJson.parse(BodyReader.read(body, MAX_BYTES)),
            QueryParameters.faultsOfAny(uri),
            service::check);
    return Responses.ok(ScheduleTimesDocument.write(service.previewSchedule(preview)));
  }
}
