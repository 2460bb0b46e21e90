package io.executions.engine;

import io.executions.api.ExecutionsEnded;
import io.executions.api.port.Ends;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Those who hear of ends: listeners, and the application's observers of {@link ExecutionsEnded}. An
 * event that nobody observes is not fired, since servers look for observers each time, and Payara
 * searches all archives for it.
 */
@ApplicationScoped
class EndListeners implements Ends {
  private static final System.Logger LOG = System.getLogger(EndListeners.class.getName());

  @Inject private Event<ExecutionsEnded> event;
  @Inject private BeanManager beans;

  private final List<Consumer<List<Long>>> listeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> moveListeners = new CopyOnWriteArrayList<>();
  private volatile Boolean observed;

  @Override
  public void listen(Consumer<List<Long>> listener) {
    listeners.add(listener);
  }

  @Override
  public void whenMoved(Runnable listener) {
    moveListeners.add(listener);
  }

  /** Tells those who only want to know that something was moved. */
  void moved() {
    for (Runnable listener : moveListeners) {
      try {
        listener.run();
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "A listener could not take that something has moved", e);
      }
    }
  }

  /** Tells all of them; one that fails does not keep the others from hearing it. */
  void tell(List<Long> ids) {
    for (Consumer<List<Long>> listener : listeners) {
      try {
        listener.accept(ids);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "A listener could not take the ends of executions", e);
      }
    }
    if (isObserved()) {
      event.fireAsync(new ExecutionsEnded(ids));
    }
  }

  /** Who observes does not change once the application is deployed. */
  private boolean isObserved() {
    Boolean known = observed;
    if (known == null) {
      known =
          beans.resolveObserverMethods(new ExecutionsEnded(List.of())).stream()
              .anyMatch(ObserverMethod::isAsync);
      observed = known;
    }
    return known;
  }
}
