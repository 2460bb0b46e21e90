package io.executions.engine;

import io.executions.settings.HintAddress;
import io.executions.settings.Settings;
import io.executions.store.NodeStore.Defining;
import io.executions.store.NodeStore.Joining;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * What a node starts with.
 *
 * @param runs what runs here; nothing yet
 * @param workers who will run it
 * @param joining what the node says of itself when it joins the cluster
 */
record NodeStart(Runs runs, Workers workers, Joining joining) {
  /**
   * For the engine, the beats and the ids, and two for requests; hints and bulks may take some
   * more.
   */
  static final int KEPT_CONNECTIONS = 5;

  /**
   * Makes the index of handlers as well, which fails if the handlers contradict each other.
   *
   * @param otherConnections how many more of the data source's connections are kept now
   * @param home the id of the data directory, which this process has locked
   */
  static NodeStart of(
      EngineEnvironment environment, IntSupplier otherConnections, Optional<String> home) {
    Settings settings = environment.settings();
    Runs runs = new Runs();
    Workers workers =
        new Workers(
            settings.workers(),
            () -> settings.connections() - KEPT_CONNECTIONS - otherConnections.getAsInt(),
            environment.handlers(),
            runs,
            environment.threads());
    Joining joining =
        new Joining(
            settings.nodeName(),
            home,
            settings.lease(),
            settings.workers(),
            settings.pollInterval(),
            environment.handlers().exampleInputs(),
            environment.handlers().queues(),
            settings.queues(),
            settings.hints().map(HintAddress::text),
            new Defining(environment.schedules().application(), environment.schedules().all(), 0));
    return new NodeStart(runs, workers, joining);
  }
}
