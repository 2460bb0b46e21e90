package io.executions.handlers;

import io.executions.api.ExecutionHandler;
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
   * @throws IllegalStateException if two handle the same type, or a type's name is not legal
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
    Handler before =
        byType.putIfAbsent(
            type, new Handler(type, (ExecutionHandler<Object, Object>) handler, inputType));
    if (before != null) {
      throw new IllegalStateException(
          "Both %s and %s handle the type %s".formatted(name(before.bean()), name(handler), type));
    }
  }

  private static String name(ExecutionHandler<?, ?> handler) {
    return InputType.declaredClass(handler.getClass()).getName();
  }
}
