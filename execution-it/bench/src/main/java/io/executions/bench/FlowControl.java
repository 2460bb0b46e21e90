package io.executions.bench;

import io.executions.bench.subject.Work;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/**
 * Executions a second where queues have limits, where each execution has a key, and the same beside
 * many that wait for others of their key.
 */
final class FlowControl {
  private static final int LIMIT = 64;
  private static final int QUEUES = 100;
  private static final int KEYS = 10_000;
  private static final long BLOCKED = 1_000_000;

  private static final String SET_QUEUES =
      """
      INSERT INTO execution_queue (name, max_concurrent, paused)
      SELECT CONCAT('queue', n), 4, FALSE FROM {series}
      """;

  private static final String SET_KEYS =
      "INSERT INTO execution_queue (name, max_per_key, paused) VALUES ('default', 1, FALSE)";

  private static final String SET_BLOCKED =
      "INSERT INTO execution_queue (name, max_per_key, paused) VALUES ('blocked', 1, TRUE)";

  private static final String COUNT =
      "UPDATE execution_gate SET queues = (SELECT COUNT(*) FROM execution_queue)";

  private static final String INTO_QUEUES =
      "UPDATE execution SET queue = CONCAT('queue', 1 + MOD(id, %d)) WHERE claim_rank = 1"
          .formatted(QUEUES);

  private static final String WITH_KEYS =
      """
      UPDATE execution SET concurrency_key = CONCAT('key ', MOD(id, %d))
       WHERE claim_rank = 1 AND queue = 'default'
      """
          .formatted(KEYS);

  private FlowControl() {}

  static void measure(Turn turn) throws IOException, InterruptedException, SQLException {
    if (!turn.contender().limited()) {
      return;
    }
    turn.newDatabase();
    turn.node().ask("limit", LIMIT);
    Window plain = turn.throughput(1).measure(Work.NOTHING);
    turn.add("no queue, no key", plain.values());

    Database.execute(turn.url(), turn.database().dialect(SET_QUEUES, QUEUES), COUNT);
    add(turn, "100 queues with a limit", plain, INTO_QUEUES);

    Database.execute(turn.url(), "DELETE FROM execution_queue", SET_KEYS, COUNT);
    Window keys = add(turn, "10,000 keys, one of each at once", plain, WITH_KEYS);

    Database.execute(turn.url(), SET_BLOCKED, COUNT);
    new Filling(turn.database(), turn.url()).addBlocked(BLOCKED, BLOCKED / 10);
    turn.database().settle(turn.url());
    Window beside = prepared(turn, WITH_KEYS);
    Map<String, Double> values = beside.values();
    values.put("of keys alone", beside.rate() / keys.rate());
    turn.add("the same beside 1,000,000 blocked of 100,000 keys", values);
    turn.newDatabase();
  }

  private static Window add(Turn turn, String setting, Window plain, String preparation)
      throws IOException, InterruptedException {
    Window window = prepared(turn, preparation);
    Map<String, Double> values = window.values();
    values.put("of no queue, no key", window.rate() / plain.rate());
    turn.add(setting, values);
    return window;
  }

  private static Window prepared(Turn turn, String preparation)
      throws IOException, InterruptedException {
    return turn.throughput(1, () -> Database.execute(turn.url(), preparation))
        .measure(Work.NOTHING);
  }
}
