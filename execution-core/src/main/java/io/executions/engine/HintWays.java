package io.executions.engine;

import io.executions.database.Notifications;
import io.executions.hints.DatagramWay;
import io.executions.hints.HintWay;
import io.executions.hints.NotificationWay;
import io.executions.hints.Peers;
import io.executions.store.NodeStore.Joined;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * The ways by which hints come to a node.
 *
 * @param all these
 * @param connections how many connections of the data source they keep
 */
record HintWays(List<HintWay> all, int connections) {
  private static final System.Logger LOG = System.getLogger(HintWays.class.getName());

  static final HintWays NONE = new HintWays(List.of(), 0);

  /**
   * Returns those of a node that has joined.
   *
   * @param spare how many connections of the data source nobody keeps
   */
  static HintWays of(Joined node, EngineEnvironment environment, int spare, Peers peers) {
    List<HintWay> ways = new ArrayList<>();
    environment
        .database()
        .notifications()
        .filter(carried -> suffice(spare))
        .map(carried -> new NotificationWay(carried, environment.ticker()))
        .ifPresent(ways::add);
    int connections = ways.size() * Notifications.CONNECTIONS;
    environment
        .settings()
        .hints()
        .map(at -> new DatagramWay(at, node.hintKey().orElseThrow(), node.id(), peers))
        .ifPresent(ways::add);
    return new HintWays(ways, connections);
  }

  /** One must be left for handlers that need a connection. */
  private static boolean suffice(int spare) {
    boolean suffice = spare > Notifications.CONNECTIONS;
    if (!suffice) {
      LOG.log(
          Level.INFO,
          "No hints by notifications of the database: EXECUTION_DB_POOL is too small for them");
    }
    return suffice;
  }
}
