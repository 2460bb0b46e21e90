package io.executions.store;

import io.executions.api.ServiceUnavailableException;
import io.executions.database.Database;
import io.executions.database.FreeConnection;
import io.executions.database.ReservedConnection;
import io.executions.database.Sql;
import io.executions.database.Transaction;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

/** The calling thread's resource-local transaction, for tests without a server. */
final class LocalTransaction implements Transaction {
  private interface OnFree<T> {
    T run(FreeConnection connection) throws SQLException;
  }

  private final Database database;
  private final ThreadLocal<EntityManager> current = new ThreadLocal<>();

  LocalTransaction(Database database) {
    this.database = database;
  }

  /** Runs the work in a new transaction; one that the thread is in already stands aside. */
  <T> T call(Supplier<T> work) {
    EntityManager outer = current.get();
    try (EntityManager entities = database.entities().createEntityManager()) {
      current.set(entities);
      entities.getTransaction().begin();
      try {
        T result = work.get();
        entities.getTransaction().commit();
        return result;
      } finally {
        if (entities.getTransaction().isActive()) {
          entities.getTransaction().rollback();
        }
      }
    } finally {
      current.set(outer);
    }
  }

  @Override
  public void requirePlace() {
    database.requirePlace();
  }

  @Override
  public boolean isActive() {
    return current.get() != null;
  }

  @Override
  public EntityManager entities() {
    return current.get();
  }

  @Override
  public <T> T inOwnTransaction(Work<T> work) {
    try (ReservedConnection connection = database.reserve()) {
      return connection.transaction(work::run);
    } catch (SQLException e) {
      throw new ServiceUnavailableException("The database did not answer", e);
    }
  }

  @Override
  public <T> T inGate(Work<T> work) {
    try (ReservedConnection connection = database.reserve()) {
      return connection.inGate(work::run);
    } catch (SQLException e) {
      throw new ServiceUnavailableException("The database did not answer", e);
    }
  }

  @Override
  public <T> T joinOrAutocommit(Work<T> work) {
    return current.get() != null ? sql(work) : free(connection -> connection.autoCommit(work));
  }

  @Override
  public <T> T joinOrBegin(Work<T> work) {
    return current.get() != null ? sql(work) : free(connection -> connection.transaction(work));
  }

  private <T> T free(OnFree<T> work) {
    try (Connection connection = database.join()) {
      return work.run(new FreeConnection(connection, database.dialect()));
    } catch (SQLException e) {
      throw new ServiceUnavailableException("The database did not answer", e);
    }
  }

  @Override
  public <T> T sql(Work<T> work) {
    if (current.get() == null) {
      return call(() -> sql(work));
    }
    try {
      return work.run(new Sql(entities().unwrap(Connection.class), database.dialect()));
    } catch (SQLException e) {
      throw new ServiceUnavailableException("The database did not answer", e);
    }
  }
}
