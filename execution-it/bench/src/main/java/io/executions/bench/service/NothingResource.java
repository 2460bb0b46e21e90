package io.executions.bench.service;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Set;

/** Answers requests for nothing: what any request to this server takes. */
@Path("nothing")
public class NothingResource {
  /** Reads the body and does nothing. */
  @POST
  public void nothing(String body) {
    // nothing
  }

  /** Apart from the own resources and JAX-RS filters of the service. */
  @jakarta.ws.rs.ApplicationPath("api/bench")
  public static class Application extends jakarta.ws.rs.core.Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(NothingResource.class);
    }
  }
}
