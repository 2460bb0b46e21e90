package io.executions.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;

/** CDI's own request scope. */
@ApplicationScoped
class CdiRequestScope implements RequestScope {
  @Inject private Instance<RequestContextController> controllers;

  @Override
  public <T> T call(Callable<T> work) throws Exception {
    RequestContextController controller = controllers.get();
    boolean activated = controller.activate();
    try {
      return work.call();
    } finally {
      if (activated) {
        controller.deactivate();
      }
      controllers.destroy(controller);
    }
  }
}
