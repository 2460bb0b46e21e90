package io.executions.store;

import io.executions.api.Execution;
import io.executions.api.NewExecution;
import io.executions.database.Micros;
import io.executions.database.Packet;
import io.executions.database.Sql;
import io.executions.database.Text;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds executions to the database. One takes one statement, and nothing is asked before. */
final class CreationStatements {
  /**
   * A row that is to be.
   *
   * @param id its id
   * @param execution what it holds
   * @param input the input as it is kept
   * @param by who creates it
   * @param scheduled by which schedule; null if by none
   * @param inTurn whether it takes turns with those of other keys
   */
  record Row(
      long id, NewExecution execution, Text input, String by, Scheduled scheduled, boolean inTurn) {
    /** The same tag twice counts once. */
    Row {
      String[] tags = execution.tags().stream().distinct().toArray(String[]::new);
      if (tags.length < execution.tags().size()) {
        execution = execution.withTags(tags);
      }
    }

    /**
     * Returns the same in the queue that it says, or else in that of its type.
     *
     * @param fair the queues whose keys take turns
     */
    Row in(TypeQueues queues, Set<String> fair) {
      NewExecution placed = queues.place(execution);
      return new Row(id, placed, input, by, scheduled, FairQueueNames.have(fair, placed));
    }

    /** Returns by which schedule, if by one. */
    Optional<Execution.Scheduled> told() {
      return Optional.ofNullable(scheduled).map(Scheduled::told);
    }

    Execution created(long now) {
      return ExecutionEntity.created(this, now);
    }
  }

  /** A schedule, and the time that it creates an execution for, in microseconds. */
  record Scheduled(String schedule, long at) {
    private Execution.Scheduled told() {
      return new Execution.Scheduled(schedule, Micros.toInstant(at));
    }
  }

  private static final String INSERT =
      """
      INSERT INTO execution
             (id, type, status, claim_rank, priority, input, input_bytes, attempt, failures, interruptions,
              rollbacks, max_attempts, timeout_ms, run_at, created_at, cancel_requested, overdue,
              created_by, queue, concurrency_key, turn_key, schedule, scheduled_for, tags, unique_key, expires_at,
              backoff)
      VALUES\
      """;

  private static final String AT_ONCE =
      " (?, ?, 'pending', %d, ?, ?, ?, 0, 0, 0, 0, ?, ?, {clock}, {clock}, FALSE, FALSE, ?, {queue}, {scheduled}, {tags}, {unique}, {expires}, {backoff})"
          .formatted(ClaimRank.DUE.code());

  private static final String AT_ITS_TIME =
      " (?, ?, 'pending', CASE WHEN ? <= {clock} THEN %d ELSE %d END, ?, ?, ?, 0, 0, 0, 0, ?, ?, ?, {clock}, FALSE, FALSE, ?, {queue}, {scheduled}, {tags}, {unique}, {expires}, {backoff})"
          .formatted(ClaimRank.DUE.code(), ClaimRank.WAITING.code());

  private final Sql sql;

  CreationStatements(Sql sql) {
    this.sql = sql;
  }

  /**
   * Returns whether one statement adds all of them, however small a statement the database takes:
   * tags and times of expiry take another one.
   */
  static boolean takeOne(List<Row> rows) {
    return !anyTagged(rows)
        && rows.stream().allMatch(row -> row.execution().expiresAt() == null)
        && Sql.chunks(rows, CreationStatements::bytes, Packet.SMALL).size() == 1;
  }

  private static boolean anyTagged(List<Row> rows) {
    return rows.stream().anyMatch(row -> !row.execution().tags().isEmpty());
  }

  /** Adds one and returns it. */
  Execution add(Row row) throws SQLException {
    List<Row> rows = List.of(row);
    if (sql.dialect().clockStandsStill()) {
      String statement = insert(rows, "{now}") + " RETURNING created_at";
      return made(row, sql.number(statement, parameters(row)));
    }
    long now = sql.number("SELECT {now}");
    sql.update(insert(rows, Long.toString(now)), parameters(row));
    return made(row, now);
  }

  private Execution made(Row row, long now) throws SQLException {
    Tags.add(sql, List.of(row), now);
    Expiry.add(sql, List.of(row));
    return row.created(now);
  }

  /**
   * Adds many, all at the same time, a statement for each part. Not as a batch: MariaDB's driver
   * sends one as a bulk, and when Galera rolls the transaction of a bulk back, nobody is told, not
   * even by the commit.
   */
  void add(List<Row> rows, Packet packet) throws SQLException {
    List<List<Row>> parts = Sql.chunks(rows, CreationStatements::bytes, packet);
    boolean tagged = anyTagged(rows);
    boolean inStatement = parts.size() == 1 && !tagged && sql.dialect().clockStandsStill();
    long now = inStatement ? 0 : sql.number("SELECT {now}");
    String clock = inStatement ? "{now}" : Long.toString(now);
    for (List<Row> part : parts) {
      Stream<Object> parameters =
          part.stream().map(CreationStatements::parameters).flatMap(Arrays::stream);
      sql.update(insert(part, clock), parameters.toArray());
    }
    Tags.add(sql, tagged ? rows : List.of(), now);
    Expiry.add(sql, rows);
  }

  private static String insert(List<Row> rows, String clock) {
    String values = rows.stream().map(CreationStatements::values).collect(Collectors.joining(","));
    return INSERT + values.replace("{clock}", clock);
  }

  private static String values(Row row) {
    String values = row.execution().runAt() == null ? AT_ONCE : AT_ITS_TIME;
    String key = row.execution().concurrencyKey() == null ? "NULL, ''" : "?, ?";
    return values
        .replace("{queue}", (isInDefault(row) ? "'default', " : "?, ") + key)
        .replace("{scheduled}", row.scheduled() == null ? "NULL, NULL" : "?, ?")
        .replace("{tags}", row.execution().tags().isEmpty() ? "NULL" : "?")
        .replace("{unique}", row.execution().unique() == null ? "NULL" : "?")
        .replace("{expires}", row.execution().expiresAt() == null ? "NULL" : "?")
        .replace("{backoff}", row.execution().backoff() == null ? "NULL" : "?");
  }

  private static boolean isInDefault(Row row) {
    String queue = row.execution().queue();
    return queue == null || queue.equals(NewExecution.DEFAULT_QUEUE);
  }

  private static Object[] parameters(Row row) {
    NewExecution execution = row.execution();
    Long runAt = Micros.of(execution.runAt());
    List<Object> parameters = new ArrayList<>(15);
    Collections.addAll(parameters, row.id(), execution.type());
    if (runAt != null) {
      parameters.add(runAt);
    }
    Collections.addAll(
        parameters,
        execution.priority(),
        row.input().value(),
        row.input().bytes(),
        execution.maxAttempts(),
        execution.timeoutMs());
    if (runAt != null) {
      parameters.add(runAt);
    }
    parameters.add(row.by());
    if (!isInDefault(row)) {
      parameters.add(execution.queue());
    }
    if (execution.concurrencyKey() != null) {
      parameters.add(execution.concurrencyKey());
      parameters.add(row.inTurn() ? execution.concurrencyKey() : "");
    }
    if (row.scheduled() != null) {
      Collections.addAll(parameters, row.scheduled().schedule(), row.scheduled().at());
    }
    if (!execution.tags().isEmpty()) {
      parameters.add(Tags.text(execution.tags()));
    }
    if (execution.unique() != null) {
      parameters.add(execution.unique().key());
    }
    if (execution.expiresAt() != null) {
      parameters.add(Micros.of(execution.expiresAt()));
    }
    if (execution.backoff() != null) {
      parameters.add(Backoffs.text(execution.backoff()));
    }
    return parameters.toArray();
  }

  private static long bytes(Row row) {
    return AT_ITS_TIME.length()
        + row.execution().type().length()
        + row.execution().tags().stream().mapToInt(tag -> tag.length() + 1).sum()
        + (row.execution().unique() == null
            ? 0
            : Text.of(row.execution().unique().key()).quotedBytes())
        + row.input().quotedBytes()
        + Text.of(row.by()).quotedBytes()
        + Text.of(Objects.requireNonNullElse(row.execution().concurrencyKey(), "")).quotedBytes();
  }
}
