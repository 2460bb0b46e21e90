package io.executions.handlers;

import io.executions.api.Backoff;
import io.executions.api.ExecutionHandler;
import io.executions.api.Fault;
import io.executions.api.TypeName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The index of this application's handlers by type. Immutable once made. */
@ApplicationScoped
public class Handlers {
  private final TreeMap<String, Handler> byType = new TreeMap<>();

  /** For the proxy only. */
  protected Handlers() {}

  /**
   * Finds all handlers among the CDI beans.
   *
   * @throws IllegalStateException if two handle the same type, or the name of a type or a queue is
   *     not legal, or a backoff is wrong
   */
  @Inject
  Handlers(@Any Instance<ExecutionHandler<?, ?>> beans) {
    for (var bean : beans.handles()) {
      ExecutionHandler<?, ?> handler = bean.get();
      add(handler, InputType.of(bean.getBean().getBeanClass(), handler));
    }
  }

  private Handlers(Collection<ExecutionHandler<?, ?>> handlers) {
    handlers.forEach(handler -> add(handler, InputType.of(handler.getClass(), handler)));
  }

  /** Returns the index of these handlers. */
  public static Handlers of(ExecutionHandler<?, ?>... handlers) {
    return new Handlers(List.of(handlers));
  }

  /** Returns the handler of that type, if there is one. */
  public Optional<Handler> find(String type) {
    return Optional.ofNullable(byType.get(type));
  }

  /** Returns all types by name, each with its handler. */
  public Map<String, Handler> all() {
    return Collections.unmodifiableMap(byType);
  }

  /** Returns all types by name, each with an example of its input, as JSON text. */
  public Map<String, String> exampleInputs() {
    Map<String, String> examples = new TreeMap<>();
    byType.forEach((type, handler) -> examples.put(type, handler.bean().exampleInput().toString()));
    return examples;
  }

  /** Returns all types by name, each with its queue. */
  public Map<String, String> queues() {
    Map<String, String> queues = new TreeMap<>();
    byType.forEach((type, handler) -> queues.put(type, handler.bean().queue()));
    return queues;
  }

  @SuppressWarnings("unchecked")
  private void add(ExecutionHandler<?, ?> handler, Type inputType) {
    if (!handler.available()) {
      return;
    }
    String type = handler.type();
    if (!TypeName.isLegal(type)) {
      throw new IllegalStateException(
          "%s has the type %s, which does not match %s"
              .formatted(name(handler), type, TypeName.PATTERN));
    }
    if (!TypeName.isLegal(handler.queue())) {
      throw new IllegalStateException(
          "%s has the queue %s, which does not match %s"
              .formatted(name(handler), handler.queue(), TypeName.PATTERN));
    }
    ExecutionHandler<Object, Object> bean = (ExecutionHandler<Object, Object>) handler;
    Handler before = byType.putIfAbsent(type, new Handler(type, bean, inputType, backoff(handler)));
    if (before != null) {
      throw new IllegalStateException(
          "Both %s and %s handle the type %s".formatted(name(before.bean()), name(handler), type));
    }
  }

  /** Asked once, here: the engine, which needs it for each failure, must not fail by it. */
  private static Optional<Backoff> backoff(ExecutionHandler<?, ?> handler) {
    Optional<Backoff> backoff = handler.backoff();
    if (backoff == null) {
      throw new IllegalStateException(name(handler) + " has null for a backoff");
    }
    for (Fault fault : backoff.map(Backoff::faults).orElse(List.of())) {
      throw new IllegalStateException(
          "The backoff of %s is wrong: %s %s"
              .formatted(name(handler), fault.pointer(), fault.detail()));
    }
    return backoff;
  }

  private static String name(ExecutionHandler<?, ?> handler) {
    return InputType.declaredClass(handler.getClass()).getName();
  }
}
