package io.executions.database;

/**
 * The connections have a Galera cluster prepare their statements. Where such a cluster rolls a
 * transaction back in favour of another server's while it prepares one of its statements, it tells
 * nobody: what follows is a new transaction, and commits without what came before.
 */
public final class HiddenRollbackException extends UnfitDatabaseException {
  private static final long serialVersionUID = 1;

  HiddenRollbackException() {
    super(
        "The data source has a Galera cluster prepare its statements, which hides from the service"
            + " that a transaction was rolled back: nothing was changed. Set useServerPrepStmts of"
            + " MariaDB's driver to false, in its URL or among its properties");
  }

  @Override
  public String problem() {
    return "The data source has a Galera cluster prepare its statements";
  }
}
