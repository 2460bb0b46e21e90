package io.executions.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** A data source that writes down all that its connections ask of the database, in its order. */
final class CountedDataSource {
  private static final Set<String> ROUND_TRIPS =
      Set.of("commit", "rollback", "setAutoCommit", "isValid", "setTransactionIsolation");

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final DataSource counted;

  CountedDataSource(DataSource real) {
    counted =
        proxy(
            DataSource.class,
            (proxy, method, arguments) -> {
              Object result = invoke(real, method, arguments);
              return result instanceof Connection made ? counted(made) : result;
            });
  }

  DataSource dataSource() {
    return counted;
  }

  /** Returns what was asked since the last time, statements by their first words. */
  List<String> takeAsked() {
    synchronized (asked) {
      List<String> taken = List.copyOf(asked);
      asked.clear();
      return taken;
    }
  }

  private Connection counted(Connection real) {
    return proxy(
        Connection.class,
        (proxy, method, arguments) -> {
          if (ROUND_TRIPS.contains(method.getName())) {
            asked.add(method.getName());
          }
          Object result = invoke(real, method, arguments);
          if (result instanceof PreparedStatement prepared) {
            return counted(PreparedStatement.class, prepared, (String) arguments[0]);
          }
          return result instanceof Statement made ? counted(Statement.class, made, "") : result;
        });
  }

  private <T extends Statement> T counted(Class<T> type, T real, String text) {
    return proxy(
        type,
        (proxy, method, arguments) -> {
          if (method.getName().startsWith("execute")) {
            String statement = arguments == null ? text : (String) arguments[0];
            asked.add(statement.strip().split("\\s*[\\n(]", 2)[0]);
          }
          return invoke(real, method, arguments);
        });
  }

  private static Object invoke(Object real, Method method, Object... arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
