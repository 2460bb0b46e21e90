package io.executions.engine;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A data source of a real database that can be made unreachable, or lose answers. */
final class UnsteadyDataSource implements DataSource {
  private static final Set<String> ROUND_TRIPS =
      Set.of("prepareStatement", "setAutoCommit", "commit", "rollback", "setSavepoint");

  private final DataSource steady;
  private final AtomicBoolean losingAnswer = new AtomicBoolean();
  private final AtomicReference<Runnable> afterCommit = new AtomicReference<>(() -> {});
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicLong roundTrips = new AtomicLong();
  private volatile boolean away;
  private volatile CountDownLatch hanging = new CountDownLatch(0);
  private volatile Error broken;
  private volatile boolean pooled;
  private volatile long unreadable;
  private volatile String state;

  UnsteadyDataSource(DataSource steady) {
    this.steady = steady;
  }

  void away(boolean isAway) {
    away = isAway;
  }

  /** Lets every call wait until that is open, as where the database is frozen. */
  void hangsUntil(CountDownLatch thawed) {
    hanging = thawed;
  }

  /** Lets every call throw that error, closing too; null for none. */
  void broken(Error error) {
    broken = error;
  }

  /** Lets what one session listens to be another's, as behind a pooler that keeps no sessions. */
  void pooled(boolean isPooled) {
    pooled = isPooled;
  }

  /** Lets no statement go through that reads the input of that execution. */
  void unreadable(long execution, String sqlState) {
    state = sqlState;
    unreadable = execution;
  }

  /** Lets the next commit happen, and then breaks its connection. */
  void loseAnswerToNextCommit() {
    losingAnswer.set(true);
  }

  /** Does something after the next commit, before its connection is used again. */
  void afterNextCommit(Runnable action) {
    afterCommit.set(action);
  }

  /** Returns how many calls have failed because the database was away. */
  int refused() {
    return refused.get();
  }

  /** Returns how many of its connections are open. */
  int open() {
    return open.get();
  }

  /** Returns how often a statement was sent, or what ends or begins a transaction. */
  long roundTrips() {
    return roundTrips.get();
  }

  @Override
  public Connection getConnection() throws SQLException {
    refuseWhenAway();
    throwWhenBroken();
    Connection connection = steady.getConnection();
    open.incrementAndGet();
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> call(connection, method, arguments));
  }

  private Object call(Connection connection, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("close")) {
      open.decrementAndGet();
      connection.close();
      throwWhenBroken();
      return null;
    }
    refuseWhenAway();
    throwWhenBroken();
    if (ROUND_TRIPS.contains(method.getName())) {
      roundTrips.incrementAndGet();
    }
    try {
      if (pooled && method.getName().equals("prepareStatement")) {
        arguments[0] = ((String) arguments[0]).replaceFirst("^LISTEN.*", "UNLISTEN *");
      }
      Object result = method.invoke(connection, arguments);
      if (unreadable != 0 && result instanceof PreparedStatement statement) {
        String sql = (String) arguments[0];
        if (sql.contains("THEN input END") || sql.startsWith("SELECT id, input ")) {
          return refusingInput(statement);
        }
      }
      if (result instanceof PreparedStatement statement) {
        result = countingBatches(statement);
      }
      if (method.getName().equals("commit")) {
        afterCommit.getAndSet(() -> {}).run();
      }
      if (method.getName().equals("commit") && losingAnswer.getAndSet(false)) {
        throw new SQLException("The connection broke", "08006");
      }
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Each row of a batch is a round trip: drivers are told not to send them together. */
  private PreparedStatement countingBatches(PreparedStatement statement) {
    return (PreparedStatement)
        Proxy.newProxyInstance(
            PreparedStatement.class.getClassLoader(),
            new Class<?>[] {PreparedStatement.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("addBatch")) {
                roundTrips.incrementAndGet();
              }
              try {
                return method.invoke(statement, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private PreparedStatement refusingInput(PreparedStatement statement) {
    Set<Object> asked = new HashSet<>();
    return (PreparedStatement)
        Proxy.newProxyInstance(
            PreparedStatement.class.getClassLoader(),
            new Class<?>[] {PreparedStatement.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("setObject")) {
                asked.add(arguments[1]);
              } else if (method.getName().equals("executeQuery") && asked.contains(unreadable)) {
                throw new SQLException("missing chunk number 0 for toast value", state);
              }
              try {
                return method.invoke(statement, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void throwWhenBroken() {
    Error error = broken;
    if (error != null) {
      refused.incrementAndGet();
      throw error;
    }
  }

  private void refuseWhenAway() throws SQLException {
    try {
      hanging.await();
    } catch (InterruptedException e) {
      throw new SQLException("Interrupted while it hung", "08006", e);
    }
    if (away) {
      throw new SQLException("No route to host, try " + refused.incrementAndGet(), "08001");
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return steady.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    steady.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    steady.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return steady.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return steady.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return steady.isWrapperFor(type);
  }
}
