package io.executions.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What PostgreSQL's driver knows of notifications, without its classes: they are the server's, if
 * they are there at all, and applications need not see them.
 */
final class DriverNotifications {
  private static final int MOST_WRAPPERS = 10;

  /** The wrappers of WildFly and Payara think that they are what is wanted. */
  private static final List<String> OF_SERVERS =
      List.of("getUnderlyingConnection", "getConnection");

  private final Object connection;
  private final Method notifications;
  private final Method text;

  private DriverNotifications(Object connection, Method notifications, Method text) {
    this.connection = connection;
    this.notifications = notifications;
    this.text = text;
  }

  /**
   * Returns those of a connection, in whatever a server has wrapped it.
   *
   * @throws HiddenDriverException if the driver cannot be found in it
   */
  static DriverNotifications of(Connection connection) throws SQLException {
    Connection own = unwrapped(connection);
    try {
      // The interfaces: the classes that implement them need not be public.
      ClassLoader driver = own.getClass().getClassLoader();
      Class<?> type = Class.forName("org.postgresql.PGConnection", false, driver);
      if (type.isInstance(own)) {
        return new DriverNotifications(
            own,
            type.getMethod("getNotifications", int.class),
            Class.forName("org.postgresql.PGNotification", false, driver)
                .getMethod("getParameter"));
      }
    } catch (ReflectiveOperationException e) {
      throw hidden(own, e);
    }
    throw hidden(own, null);
  }

  private static SQLException hidden(Connection connection, Exception reason) {
    return new HiddenDriverException(
        "the data source hides its driver behind " + connection.getClass().getName(), reason);
  }

  private static Connection unwrapped(Connection connection) throws SQLException {
    Connection inner = connection;
    for (int wrapper = 0; wrapper < MOST_WRAPPERS; wrapper++) {
      Connection next = underlying(inner);
      if (next == inner) {
        return inner;
      }
      inner = next;
    }
    return inner;
  }

  private static Connection underlying(Connection connection) throws SQLException {
    for (String name : OF_SERVERS) {
      Optional<Method> method = method(connection, name);
      if (method.isPresent()) {
        return (Connection) call(method.get(), connection);
      }
    }
    return connection.unwrap(Connection.class);
  }

  private static Optional<Method> method(Object object, String name) {
    try {
      return Optional.of(object.getClass().getMethod(name))
          .filter(method -> method.getReturnType() == Connection.class);
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }

  /** Waits, without asking the database, until there are some, or for so long. */
  List<String> await(Duration most) throws SQLException {
    int millis = (int) Math.max(1, most.toMillis());
    Object[] all = (Object[]) call(notifications, connection, millis);
    List<String> texts = new ArrayList<>();
    if (all != null) {
      for (Object one : all) {
        texts.add((String) call(text, one));
      }
    }
    return texts;
  }

  private static Object call(Method method, Object on, Object... arguments) throws SQLException {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof SQLException sql ? sql : new SQLException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new HiddenDriverException(method + " cannot be called", e);
    }
  }
}
