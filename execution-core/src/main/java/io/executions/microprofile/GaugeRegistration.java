package io.executions.microprofile;

import io.executions.api.ExecutionService;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Unmanaged;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;

/** Registers the gauges once the application starts, where the server takes some. */
@ApplicationScoped
public class GaugeRegistration {
  private static final System.Logger LOG = System.getLogger(GaugeRegistration.class.getName());

  @Resource(lookup = "java:app/AppName")
  private String application;

  @Resource(lookup = "java:comp/DefaultContextService")
  private ContextService context;

  private final ExecutionService service;

  /** For the proxy only. */
  protected GaugeRegistration() {
    this(null);
  }

  @Inject
  GaugeRegistration(ExecutionService service) {
    this.service = service;
  }

  void register(@Observes @Initialized(ApplicationScoped.class) Object start) {
    try {
      // It is no bean, as it could not be one where there are no metrics; it is handed what a bean
      // has injected.
      Gauges gauges = new Unmanaged<>(Gauges.class).newInstance().produce().inject().get();
      gauges.register(application, new RecentFigures(service, context));
    } catch (RuntimeException | LinkageError e) {
      LOG.log(Level.DEBUG, "This server has no metrics, or has switched them off", e);
    }
  }
}
