package io.executions.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * The server's data source and the ways in which the store takes connections from it.
 *
 * <p>On Payara every open connection of a component is in one list, and any thread that begins a
 * transaction enlists all of them. What JPA providers use there is not in that list: it joins the
 * transaction of its own thread only, and so does {@link #joining()}. A connection that is kept for
 * long is taken where no server finds it later: on Payara by the server's own method for that,
 * elsewhere on a thread that ends at once.
 *
 * @param plain the data source as it was named
 * @param joining the one whose connections join the calling thread's JTA transaction
 */
public record Connections(DataSource plain, DataSource joining) {
  static Connections lookUp(String name) throws SQLException {
    DataSource plain = find(name);
    return new Connections(
        plain, nonTransactional(plain).isPresent() ? PayaraResource.forJpa(name, plain) : plain);
  }

  /** Returns a connection that is in no transaction, now or later. */
  Connection reserved() throws SQLException {
    Optional<Method> method = nonTransactional(plain);
    try {
      return method.isPresent() ? (Connection) method.get().invoke(plain) : onOtherThread();
    } catch (InvocationTargetException e) {
      throw asSql(e.getCause());
    } catch (IllegalAccessException e) {
      throw new SQLException(e);
    }
  }

  private Connection onOtherThread() throws SQLException {
    CompletableFuture<Connection> taken = new CompletableFuture<>();
    Thread taker =
        new Thread(
            () -> {
              try {
                taken.complete(plain.getConnection());
              } catch (SQLException | RuntimeException e) {
                taken.completeExceptionally(e);
              }
            },
            "execution-connection");
    taker.setDaemon(true);
    taker.start();
    try {
      return taken.get();
    } catch (InterruptedException e) {
      taken.whenComplete((connection, failure) -> close(connection));
      Thread.currentThread().interrupt();
      throw new SQLException("Interrupted while waiting for a connection", e);
    } catch (ExecutionException e) {
      throw asSql(e.getCause());
    }
  }

  private static void close(Connection unwanted) {
    if (unwanted != null) {
      try {
        unwanted.close();
      } catch (SQLException e) {
        System.getLogger(Connections.class.getName())
            .log(System.Logger.Level.DEBUG, "Could not give a connection back", e);
      }
    }
  }

  private static SQLException asSql(Throwable failure) {
    return failure instanceof SQLException sql ? sql : new SQLException(failure);
  }

  private static Optional<Method> nonTransactional(DataSource dataSource) {
    try {
      return Optional.of(dataSource.getClass().getMethod("getNonTxConnection"));
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }

  private static DataSource find(String name) throws SQLException {
    try {
      return InitialContext.doLookup(name);
    } catch (NamingException e) {
      throw new SQLException(
          "There is no data source %s (EXECUTION_DATA_SOURCE)".formatted(name), e);
    }
  }
}
