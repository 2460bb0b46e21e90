package io.executions.handlers;

import io.executions.api.ExecutionHandler;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the type that a handler's class gives for its type parameter {@code I}. */
final class InputType {
  private InputType() {}

  static Type of(Class<?> declared, ExecutionHandler<?, ?> handler) {
    Class<?> start =
        ExecutionHandler.class.isAssignableFrom(declared)
            ? declared
            : declaredClass(handler.getClass());
    Type found = search(start, new HashMap<>());
    if (known(found)) {
      return found;
    }
    throw new IllegalStateException(
        "%s must say what input it takes: implements ExecutionHandler<Input, Output>"
            .formatted(start.getName()));
  }

  /** Returns the class that a person wrote: CDI's proxies are classes derived from it. */
  static Class<?> declaredClass(Class<?> type) {
    Class<?> declared = type;
    while ((declared.isSynthetic() || declared.getSimpleName().contains("$"))
        && ExecutionHandler.class.isAssignableFrom(declared.getSuperclass())) {
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
        known.put(raw.getTypeParameters()[i], resolve(arguments[i], known));
      }
      return raw;
    }
    return (Class<?>) type;
  }

  private static Type resolve(Type type, Map<TypeVariable<?>, Type> known) {
    if (type instanceof ParameterizedType parameterized) {
      return new Parameterized(
          parameterized.getRawType(),
          parameterized.getOwnerType(),
          Stream.of(parameterized.getActualTypeArguments())
              .map(argument -> resolve(argument, known))
              .toList());
    }
    return type instanceof TypeVariable<?> ? known.getOrDefault(type, type) : type;
  }

  private static boolean known(Type type) {
    return type instanceof Parameterized parameterized
        ? parameterized.arguments().stream().allMatch(InputType::known)
        : type != null && !(type instanceof TypeVariable<?>);
  }

  /** A parameterized type whose variables have been replaced by what a subclass says for them. */
  private record Parameterized(Type raw, Type owner, List<Type> arguments)
      implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return arguments.toArray(Type[]::new);
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public Type getOwnerType() {
      return owner;
    }

    @Override
    public String getTypeName() {
      return raw.getTypeName()
          + arguments.stream().map(Type::getTypeName).collect(Collectors.joining(", ", "<", ">"));
    }
  }
}
