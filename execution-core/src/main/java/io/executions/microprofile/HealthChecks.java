package io.executions.microprofile;

import io.executions.api.port.Readiness;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/**
 * Says to the server's own health endpoints what {@code /api/health/live} and {@code
 * /api/health/ready} say. The checks are produced: a class that implemented a check could not even
 * be loaded where there is no MicroProfile Health, and WildFly would warn of it with a stack trace.
 */
@ApplicationScoped
public class HealthChecks {
  private final Readiness readiness;

  @Resource(lookup = "java:app/AppName")
  private String application;

  /** For the proxy only. */
  protected HealthChecks() {
    this(null);
  }

  @Inject
  HealthChecks(Readiness readiness) {
    this.readiness = readiness;
  }

  /** Returns the check that is down when only another start can help. */
  @Produces
  @Liveness
  public HealthCheck liveness() {
    return () -> response("live", !readiness.isDamaged()).build();
  }

  /** Returns the check that is down when this node cannot take work. */
  @Produces
  @org.eclipse.microprofile.health.Readiness
  public HealthCheck readiness() {
    return () -> {
      List<String> problems = readiness.problems();
      HealthCheckResponseBuilder response = response("ready", problems.isEmpty());
      add(response, "problems", problems);
      add(response, "warnings", readiness.warnings());
      return response.build();
    };
  }

  /** A server may have several applications with the service inside, whose checks it lists. */
  private HealthCheckResponseBuilder response(String check, boolean up) {
    return HealthCheckResponse.named("execution-service-" + check)
        .status(up)
        .withData("application", application);
  }

  /** A value is a text, a number or a boolean. */
  private static void add(HealthCheckResponseBuilder response, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      response.withData(name, String.join("; ", texts));
    }
  }
}
