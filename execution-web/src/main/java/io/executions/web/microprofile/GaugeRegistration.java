package io.executions.web.microprofile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.lang.System.Logger.Level;

/**
 * Makes the beans that have gauges once the application starts, since a server registers the gauges
 * of a bean when it makes it.
 */
@ApplicationScoped
public class GaugeRegistration {
  private static final System.Logger LOG = System.getLogger(GaugeRegistration.class.getName());

  void register(
      @Observes @Initialized(ApplicationScoped.class) Object start,
      Instance<ClusterGauges> cluster,
      Instance<NodeGauges> node) {
    try {
      cluster.get().register();
      node.get().register();
    } catch (RuntimeException e) {
      // Payara cannot make them while its metrics are switched off, as they are in the JAR.
      LOG.log(Level.DEBUG, "This server takes no gauges", e);
    }
  }
}
