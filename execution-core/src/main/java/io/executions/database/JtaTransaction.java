package io.executions.database;

import io.executions.api.ServiceUnavailableException;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;

/** The JTA transaction of the calling thread. */
@ApplicationScoped
class JtaTransaction implements Transaction {
  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry registry;

  @Inject private Database database;

  /** Work on a connection that is taken for it alone. */
  private interface OnConnection<T> {
    T run(ReservedConnection connection) throws SQLException;
  }

  /** Work on a connection that joins the transaction, if there is one. */
  private interface OnJoining<T> {
    T run(Connection connection) throws SQLException;
  }

  @Override
  public EntityManager entities() {
    EntityManager current = (EntityManager) registry.getResource(JtaTransaction.class);
    return current != null ? current : join();
  }

  @Override
  public void requirePlace() {
    database.requirePlace();
  }

  @Override
  public <T> T sql(Work<T> work) {
    return on(connection -> work.run(new Sql(connection, database.dialect())));
  }

  @Override
  public <T> T joinOrAutocommit(Work<T> work) {
    return isActive()
        ? sql(work)
        : on(connection -> new FreeConnection(connection, database.dialect()).autoCommit(work));
  }

  @Override
  public <T> T joinOrBegin(Work<T> work) {
    return isActive()
        ? sql(work)
        : on(connection -> new FreeConnection(connection, database.dialect()).transaction(work));
  }

  /** Not by the connection: one in an XA transaction may say that each statement commits. */
  @Override
  public boolean isActive() {
    return registry.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
  }

  private <T> T on(OnJoining<T> work) {
    try (Connection connection = database.join()) {
      return work.run(connection);
    } catch (SQLException e) {
      throw FailureKind.of(e).isRefusal()
          ? new IllegalStateException("The database refused a statement: " + e.getMessage(), e)
          : new ServiceUnavailableException("The database did not answer", e);
    }
  }

  @Override
  public <T> T inOwnTransaction(Work<T> work) {
    return taken(connection -> connection.transaction(work::run));
  }

  @Override
  public <T> T inGate(Work<T> work) {
    return taken(connection -> connection.inGate(work::run));
  }

  private <T> T taken(OnConnection<T> work) {
    database.requireAnswers();
    try (ReservedConnection connection = database.reserve()) {
      return work.run(connection);
    } catch (SQLException e) {
      // Not as the cause: the work would be run again, and has been as often as is allowed.
      ServiceUnavailableException unavailable =
          new ServiceUnavailableException("The database did not answer", null);
      unavailable.addSuppressed(e);
      throw unavailable;
    }
  }

  private EntityManager join() {
    database.requireAnswers();
    EntityManager entities = database.entities().createEntityManager();
    registry.putResource(JtaTransaction.class, entities);
    registry.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // The entity manager flushes by itself.
          }

          @Override
          public void afterCompletion(int status) {
            entities.close();
          }
        });
    return entities;
  }
}
