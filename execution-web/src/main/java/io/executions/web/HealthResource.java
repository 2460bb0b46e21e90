package io.executions.web;

import io.executions.api.ServiceUnavailableException;
import io.executions.api.json.HealthDocument;
import io.executions.api.port.Readiness;
import io.executions.web.security.OpenToAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Tells whether this node lives and whether it can take work. */
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
  @GET
  @Path("/live")
  public Response getLiveness() {
    boolean up = !readiness.isDamaged();
    return Responses.with(up ? 200 : 503, HealthDocument.writeLiveness(up)).build();
  }

  /** Tells what stands in the way of taking work, if anything. */
  @GET
  @Path("/ready")
  public Response getReadiness() {
    List<String> problems = problems();
    int status = problems.isEmpty() ? 200 : 503;
    return Responses.with(status, HealthDocument.writeReadiness(problems, readiness.warnings()))
        .build();
  }

  private List<String> problems() {
    try {
      return readiness.problems();
    } catch (ServiceUnavailableException e) {
      return List.of("the database is away");
    }
  }
}
