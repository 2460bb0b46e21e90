package io.executions.bench;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long a node's look and the status take where many nodes run much. */
final class ManyNodes {
  private static final int NODES = 100;
  private static final int RUNS_OF_EACH = 100;
  private static final int WAITING = 10_000;
  private static final int STATUS_SAMPLES = 100;
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final long PAUSE_MILLIS = 50;
  private static final double SHARE = 4;

  /** Simulated nodes never poll. */
  private static final String LAST_POLL =
      """
      SELECT id, last_poll_at, last_poll_micros FROM execution_node
       WHERE state = 'polling' AND last_poll_micros IS NOT NULL
      """;

  private final Turn turn;
  private final RestClient client;

  private ManyNodes(Turn turn) throws IOException, InterruptedException {
    this.turn = turn;
    client = new RestClient(turn.node());
  }

  private record Poll(long node, long at, double millis) {}

  static void look(Turn turn) throws IOException, InterruptedException, SQLException {
    if (turn.contender().limited()) {
      turn.newDatabase();
      turn.node().ask("limit", NODES * RUNS_OF_EACH);
      turn.node().ask("go");
      ManyNodes many = new ManyNodes(turn);
      many.measure("1 node, nothing runs");
      Filling filling = new Filling(turn.database(), turn.url());
      filling.addCompleted(2 * NODES * RUNS_OF_EACH);
      filling.addWaiting(WAITING);
      filling.addNodes(NODES, RUNS_OF_EACH);
      turn.database().settle(turn.url());
      many.measure("%d nodes, %,d running".formatted(NODES + 1, NODES * RUNS_OF_EACH));
      turn.newDatabase();
    }
  }

  private void measure(String setting) throws IOException, InterruptedException, SQLException {
    List<Double> looks = looks();
    HttpRequest status = client.get("/api/status");
    List<Double> statuses = new ArrayList<>();
    for (int i = 0; i < 2 * STATUS_SAMPLES; i++) {
      long begin = System.nanoTime();
      client.answer(status, OK);
      statuses.add((System.nanoTime() - begin) / 1e6);
    }
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("a look, median ms", Statistics.median(looks));
    values.put("looks", (double) looks.size());
    values.put(
        "GET /status, median ms",
        Statistics.median(statuses.subList(STATUS_SAMPLES, statuses.size())));
    turn.add(setting, values);
  }

  /** As the node's beats tell: each the last one before it. Further ones are asked for. */
  private List<Double> looks() throws IOException, InterruptedException, SQLException {
    Map<Long, Double> millis = new TreeMap<>();
    long end = System.nanoTime() + (long) (SHARE * turn.plan().seconds() * 1e9);
    while (System.nanoTime() < end || millis.size() < 3) {
      Poll poll = lastPoll();
      if (poll != null && millis.put(poll.at(), poll.millis()) == null) {
        client.answer(client.post("/api/nodes/%d/poll".formatted(poll.node()), ""), ACCEPTED);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    return List.copyOf(millis.values());
  }

  private Poll lastPoll() throws SQLException {
    try (Connection connection = Database.connect(turn.url());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(LAST_POLL)) {
      return row.next() ? new Poll(row.getLong(1), row.getLong(2), row.getLong(3) / 1e3) : null;
    }
  }
}
