package io.executions.bench;

import java.sql.SQLException;
import java.util.Map;

/**
 * What a console with a long history has to show: ended executions of twenty days, of eight types,
 * with inputs of 200 bytes, of which 8 % failed and 2 % were cancelled; pending ones; figures of
 * ninety days; what people did in a year. Put there by statements for many rows each.
 */
final class PageHistory {
  static final int TYPES = 8;

  private static final long MINUTE = 60_000_000;
  private static final long DAY = 24 * 60 * MINUTE;
  private static final long HISTORY = 20 * DAY;
  private static final long AUDIT = 200_000;
  private static final long BULKS = 500;
  private static final long TOKENS = 50;

  /** Beside fewer executions, there are fewer figures. */
  private static final long FULL = 1_000_000;

  /**
   * Points by how many minutes each is of: 25 hours of minutes, 50 of quarters, 90 days of hours.
   */
  private static final Map<Integer, Long> SERIES = Map.of(1, 1500L, 15, 200L, 60, 2160L);

  /** Of each point: nine types with that of all, three statuses, one sum and 24 buckets. */
  private static final int ROWS_OF_POINT = 9 * 3 * 25;

  private static final String INSERT =
      """
      INSERT INTO execution
             (id, type, status, claim_rank, priority, input, input_bytes, output, output_bytes,
              error_message, attempt, failures, interruptions, max_attempts, run_at, created_at,
              started_at, finished_at, node, created_by, cancel_requested, overdue)
      """;

  private static final String INPUT =
      "CONCAT('{\"order\": ', n, ', \"note\": \"', RPAD('x', 175, 'y'), '\"}')";

  /** First id, how long before now, how much later each was. */
  private static final String ENDED =
      INSERT
          + """
          SELECT %%1$d + n, CONCAT('type-', t),
                 CASE WHEN s < 90 THEN 'completed' WHEN s < 98 THEN 'failed' ELSE 'cancelled' END,
                 NULL, 0, %s, 200, CASE WHEN s < 90 THEN '{"done": true}' END,
                 CASE WHEN s < 90 THEN 14 END,
                 CASE WHEN s < 90 THEN NULL
                      WHEN s < 98 THEN CONCAT('Connection refused by host-', MOD(n, 20))
                      ELSE 'Cancelled while it was pending' END,
                 CASE WHEN MOD(n, 101) = 0 THEN 2 ELSE 1 END,
                 CASE WHEN MOD(n, 101) = 0 THEN 1 ELSE 0 END, 0, 3, at, at, at + 20000,
                 at + 220000, CONCAT('node-', MOD(n, 3)), 'person-1', FALSE, FALSE
            FROM (SELECT n, MOD(n, %d) AS t, MOD((n - MOD(n, 8)) / 8, 100) AS s,
                         {now} - %%2$d + n * %%3$d AS at
                    FROM {series}) numbered
          """
              .formatted(INPUT, TYPES);

  private static final String ATTEMPTS =
      """
      INSERT INTO execution_attempt
             (execution_id, attempt, node, started_at, finished_at, outcome, error_message)
      SELECT id, 1, 'node-0', created_at, created_at + 10000, 'failed', 'Connection reset'
        FROM execution WHERE id > %d AND id <= %d AND attempt = 2
      """;

  /** First id, rank, in how long the first is due. */
  private static final String PENDING =
      INSERT
          + """
          SELECT %%1$d + n, CONCAT('type-', MOD(n, %d)), 'pending', %%2$d, MOD(n, 5), %s, 200,
                 NULL, NULL, NULL, 0, 0, 0, 3, {now} + %%3$d + n, {now} + n, NULL, NULL, NULL,
                 'person-1', FALSE, FALSE
            FROM {series}
          """
              .formatted(TYPES, INPUT);

  private static final String TOTALS =
      """
      INSERT INTO execution_delta (type, status, ended)
      SELECT CONCAT('type-', n - 1), '%s', %d FROM {series}
      """;

  /** Minutes, when the last point began, how long each is, how many rows there are already. */
  private static final String FIGURES =
      """
      INSERT INTO execution_series (minutes, type, began_at, status, kind, bucket, amount)
      SELECT %1$d, CASE WHEN t = 0 THEN '' ELSE CONCAT('type-', CAST(t AS INTEGER) - 1) END,
             %2$d - point * %3$d,
             CASE WHEN s = 0 THEN 'completed' WHEN s = 1 THEN 'failed' ELSE 'cancelled' END,
             CASE WHEN b = 0 THEN 0 WHEN b < 13 THEN 1 ELSE 2 END,
             CASE WHEN b = 0 THEN 0 ELSE 20 + b END, CASE WHEN b = 0 THEN 120 ELSE 10 END
        FROM (SELECT (q - MOD(q, 675)) / 675 AS point,
                     (MOD(q, 675) - MOD(MOD(q, 675), 75)) / 75 AS t,
                     (MOD(q, 75) - MOD(MOD(q, 75), 25)) / 25 AS s, MOD(q, 25) AS b
                FROM (SELECT %4$d + n - 1 AS q FROM {series}) counted) numbered
      """;

  /** How many there are already. */
  private static final String DOINGS =
      """
      INSERT INTO execution_audit
             (happened_at, who, role, node, action, target_kind, target_id, before_values,
              after_values)
      SELECT {now} - (%d + n) * 150000000, CONCAT('person-', MOD(n, 20)), 'operator', 'node-1',
             CONCAT('action-', MOD(n, 5)), 'execution', CONCAT(MOD(n, 5000), ''),
             '{"status": "pending"}', '{"status": "cancelled"}'
        FROM {series}
      """;

  private static final String BULK =
      """
      INSERT INTO execution_bulk
             (id, verb, state, selection, asked_by, created_at, finished_at, part, taken, parts,
              matched, done, skipped, failed, fence)
      SELECT %d + n, 'retry', 'completed', '{"status":"failed","type":"type-1"}', 'person-1',
             {now} - n * 3600000000, {now} - n * 3600000000, 0, 0, 0, 100, 90, 5, 5, 1
        FROM {series}
      """;

  private static final String TOKEN =
      """
      INSERT INTO execution_token (name, role, hash, created_at)
      SELECT CONCAT('token-', n), 'viewer', CONCAT('hash-', n), {now} FROM {series}
      """;

  private final Database database;
  private final String url;
  private final Filling filling;

  PageHistory(Database database, String url) {
    this.database = database;
    this.url = url;
    filling = new Filling(database, url);
  }

  /** Fills all of it, and returns the id before the first ended one. */
  long fill(long ended, long pending) throws SQLException {
    long step = HISTORY / (ended + 1);
    long first =
        filling.insert(ended, (id, done) -> ENDED.formatted(id, HISTORY - done * step, step));
    for (long id = first; id < first + ended; id += 1_000_000) {
      Database.execute(url, ATTEMPTS.formatted(id, Math.min(id + 1_000_000, first + ended)));
    }
    filling.insert(pending / 2, (id, done) -> PENDING.formatted(id, 1, done - DAY / 24));
    filling.insert(pending - pending / 2, (id, done) -> PENDING.formatted(id, 2, done + DAY));
    total("completed", ended * 90 / 100);
    total("failed", ended * 8 / 100);
    total("cancelled", ended * 2 / 100);
    fillFigures(Math.min(1, ended / (double) FULL));
    filling.insert(AUDIT, (id, done) -> DOINGS.formatted(done));
    filling.insert(BULKS, (id, done) -> BULK.formatted(id));
    Database.execute(url, database.dialect(TOKEN, TOKENS));
    filling.addNodes(3, 10);
    return first;
  }

  private void total(String status, long count) throws SQLException {
    Database.execute(url, database.dialect(TOTALS.formatted(status, count / TYPES), TYPES));
  }

  private void fillFigures(double part) throws SQLException {
    long now = Database.number(url, database.dialect("SELECT {now}", 1));
    for (Map.Entry<Integer, Long> points : SERIES.entrySet()) {
      long span = points.getKey() * MINUTE;
      filling.insert(
          Math.max(1, (long) (points.getValue() * part)) * ROWS_OF_POINT,
          (id, done) -> FIGURES.formatted(points.getKey(), now / span * span, span, done));
    }
  }
}
