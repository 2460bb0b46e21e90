package io.executions.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * CDI's own request scope. To look a controller up takes longer than to begin and end a scope by
 * it, so each serves again: there are as many as handlers have ever run at once.
 */
@ApplicationScoped
class CdiRequestScope implements RequestScope {
  @Inject private Instance<RequestContextController> controllers;

  private final Deque<RequestContextController> free = new ConcurrentLinkedDeque<>();

  @Override
  public <T> T call(Callable<T> work) throws Exception {
    RequestContextController controller = free.poll();
    if (controller == null) {
      controller = controllers.get();
    }
    boolean activated = controller.activate();
    try {
      return work.call();
    } finally {
      if (activated) {
        controller.deactivate();
      }
      free.push(controller);
    }
  }
}
