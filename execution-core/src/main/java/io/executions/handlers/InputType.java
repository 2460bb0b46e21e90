package io.executions.handlers;

import io.executions.api.ExecutionHandler;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;

/** Finds what a handler's class says for the type parameter {@code I}. */
final class InputType {
  private InputType() {}

  static Type of(Class<?> declared, ExecutionHandler<?, ?> handler) {
    Class<?> start =
        ExecutionHandler.class.isAssignableFrom(declared)
            ? declared
            : declaredClass(handler.getClass());
    Type found = search(start, new HashMap<>());
    if (found instanceof Class<?> || found instanceof ParameterizedType) {
      return found;
    }
    throw new IllegalStateException(
        "%s must say what input it takes: implements ExecutionHandler<Input, Output>"
            .formatted(start.getName()));
  }

  /** Returns the class that a person wrote: CDI's proxies are classes derived from it. */
  static Class<?> declaredClass(Class<?> type) {
    Class<?> declared = type;
    while (declared.isSynthetic() || declared.getSimpleName().contains("$")) {
      declared = declared.getSuperclass();
    }
    return declared;
  }

  private static Type search(Type type, Map<TypeVariable<?>, Type> known) {
    if (type == null) {
      return null;
    }
    Class<?> raw = raw(type, known);
    if (raw == ExecutionHandler.class) {
      return known.get(ExecutionHandler.class.getTypeParameters()[0]);
    }
    for (Type parent : raw.getGenericInterfaces()) {
      Type found = search(parent, known);
      if (found != null) {
        return found;
      }
    }
    return search(raw.getGenericSuperclass(), known);
  }

  private static Class<?> raw(Type type, Map<TypeVariable<?>, Type> known) {
    if (type instanceof ParameterizedType parameterized) {
      Class<?> raw = (Class<?>) parameterized.getRawType();
      Type[] arguments = parameterized.getActualTypeArguments();
      for (int i = 0; i < arguments.length; i++) {
        known.put(raw.getTypeParameters()[i], known.getOrDefault(arguments[i], arguments[i]));
      }
      return raw;
    }
    return (Class<?>) type;
  }
}
