package io.executions.it.faults;

/** Three nodes on one MariaDB server. */
class FaultsIT extends FaultContract {
  @Override
  ServiceDatabase startDatabase() {
    return new SingleMariaDb();
  }
}
