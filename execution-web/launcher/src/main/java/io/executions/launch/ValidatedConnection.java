package io.executions.launch;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A connection that the pool keeps and asks before each use whether it is valid. It asks the
 * database itself if it was not asked just before, or when it has reason to doubt: asked each time,
 * a creation would take two round trips instead of one.
 */
final class ValidatedConnection implements InvocationHandler {
  /**
   * Not longer: what is sent to a database that hangs waits for the whole of the socket's time-out,
   * while the question whether it is there does not.
   */
  private static final Duration HOLDS = Duration.ofMillis(50);

  /**
   * The pool asks without a bound; a connection that its network has forgotten would then hold up a
   * beat for the whole of the socket's time-out.
   */
  private static final int MOST_SECONDS = 1;

  private final Connection connection;
  private final LongSupplier ticker;
  private final boolean embedded;
  private volatile long validAt;
  private volatile boolean doubted;

  private ValidatedConnection(Connection connection, LongSupplier ticker) throws SQLException {
    this.connection = connection;
    this.ticker = ticker;
    this.embedded = connection.getMetaData().getDatabaseProductName().equals("H2");
    this.validAt = ticker.getAsLong();
  }

  /**
   * Returns the connection, which was just opened, with its validation bounded.
   *
   * @param ticker monotonic nanoseconds
   */
  static Connection of(Connection connection, LongSupplier ticker) throws SQLException {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new ValidatedConnection(connection, ticker));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("isValid")) {
      return isValid();
    }
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException e) {
      doubted = true;
      throw e.getCause();
    }
  }

  private boolean isValid() throws SQLException {
    if (connection.isClosed()) {
      // What failed for want of an answer has closed it.
      return false;
    }
    long now = ticker.getAsLong();
    if (!embedded && !doubted && now - validAt < HOLDS.toNanos()) {
      return true;
    }
    boolean valid = answers();
    validAt = now;
    doubted = !valid;
    return valid;
  }

  private boolean answers() throws SQLException {
    return connection.isValid(MOST_SECONDS) && (!embedded || isOpen());
  }

  /**
   * H2 finds a connection valid whose database has closed itself, as it does on a full disk; the
   * next new connection opens it again.
   */
  private boolean isOpen() {
    try (Statement statement = connection.createStatement()) {
      return statement.execute("SELECT 1");
    } catch (SQLException e) {
      return false;
    }
  }
}
