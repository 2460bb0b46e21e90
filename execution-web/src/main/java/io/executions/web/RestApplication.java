package io.executions.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The REST interface. All resources and providers of this application belong to it. */
@ApplicationPath("/api")
public class RestApplication extends Application {
  /** Switches off a second description of the interface, which Jersey would serve by itself. */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
