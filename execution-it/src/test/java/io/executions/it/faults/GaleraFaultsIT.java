package io.executions.it.faults;

/** Three nodes, each on its own server of a Galera cluster of three. */
class GaleraFaultsIT extends FaultContract {
  @Override
  ServiceDatabase startDatabase() {
    return new Galera();
  }
}
