package io.executions.store;

import io.executions.api.NewSchedule;
import io.executions.api.ScheduleInCodeException;
import io.executions.api.json.JsonBuilders;
import io.executions.api.json.ScheduleDocument;
import io.executions.api.port.Caller;
import io.executions.database.FailureKind;
import io.executions.database.Packet;
import io.executions.database.ReservedConnection;
import io.executions.database.Savepoints;
import io.executions.database.Sql;
import io.executions.database.Text;
import jakarta.json.JsonValue;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps schedules as the code of the living nodes defines them: of several definitions, that of the
 * node which started last. Where none is left, and a node of the same application lives, the
 * schedule is retired. Not thread-safe.
 */
final class CodeSchedules {
  private static final System.Logger LOG = System.getLogger(CodeSchedules.class.getName());

  private static final String LIVING = "n.state IN ('polling', 'draining')";

  static final String DEFINED =
      """
      SELECT d.name, d.node_id, n.application,
             CASE WHEN s.application = n.application AND s.retired = FALSE
                   AND s.definition = d.definition THEN 1 ELSE 0 END AS kept,
             CASE WHEN s.name IS NULL THEN 1 ELSE 0 END AS is_new
        FROM execution_schedule_definition d
        JOIN execution_node n ON n.id = d.node_id AND %s
        LEFT JOIN execution_schedule s ON s.name = d.name
       WHERE d.definition IS NOT NULL
       ORDER BY d.name, d.since, d.node_id
      """
          .formatted(LIVING);

  static final String LACKED =
      """
      SELECT s.name, s.application FROM execution_schedule s
       WHERE s.application IS NOT NULL AND s.retired = FALSE
         AND EXISTS (SELECT 1 FROM execution_node n WHERE n.application = s.application AND %s)
         AND NOT EXISTS (SELECT 1 FROM execution_schedule_definition d
                           JOIN execution_node n ON n.id = d.node_id AND %s
                          WHERE d.name = s.name)
      """
          .formatted(LIVING, LIVING);

  private static final String OWNER =
      """
      SELECT n.application FROM execution_schedule_definition d
        JOIN execution_node n ON n.id = d.node_id AND %s
       WHERE d.name = ?
      """
          .formatted(LIVING);

  private static final String ADD =
      """
      INSERT INTO execution_schedule_definition (node_id, name, definition, paused, since)
      VALUES {rows}
      """;

  private static final String DEFINITION =
      """
      SELECT definition, paused FROM execution_schedule_definition WHERE node_id = ? AND name = ?
      """;

  /** Others wait for the gate. */
  private static final int MOST_AT_ONCE = 100;

  /**
   * What is to be done about a schedule.
   *
   * @param nodeId whose definition is to hold; empty where the schedule is to be retired
   */
  private record Change(String name, String application, Optional<Long> nodeId) {
    boolean isFor(long node) {
      return nodeId.isEmpty() || nodeId.get() == node;
    }
  }

  /** Those that could not be brought in line since this came to an end. */
  private final Set<String> passedOver = new HashSet<>();

  private final Map<String, String> failures = new LinkedHashMap<>();

  /**
   * Registers what a node defines; of what the database cannot take, only the name, so that it is
   * not retired.
   *
   * @param since when the node joined first
   */
  static void register(Sql sql, long nodeId, List<NewSchedule> schedules, long since, Packet packet)
      throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    for (NewSchedule schedule : schedules) {
      String kept = ScheduleDocument.writeKept(schedule).toString();
      boolean fits = packet.takes(Text.of(kept));
      boolean paused = schedule.paused().orElse(false);
      rows.add(new Object[] {nodeId, schedule.name(), fits ? kept : null, paused, since});
      if (!fits) {
        LOG.log(Level.ERROR, packet.refusal("schedule " + schedule.name(), Text.of(kept)));
      }
    }
    sql.insert(ADD, rows, packet);
  }

  /**
   * Does nothing where no living node defines a schedule of that name in its code.
   *
   * @throws ScheduleInCodeException if one does
   */
  static void refuseIfDefined(Sql sql, String name) throws SQLException {
    Optional<String> owner = sql.first(OWNER, row -> row.getString(1), name);
    if (owner.isPresent()) {
      throw new ScheduleInCodeException(name, owner.get());
    }
  }

  /**
   * Brings some of them in line. One that cannot be stops no other.
   *
   * @return whether there was something to do, and so there may be more
   * @throws IllegalStateException at the end, if some could not be
   */
  boolean keep(ReservedConnection connection, long nodeId, Schedules.Next times, Audit audit)
      throws SQLException {
    if (!connection.autoCommit(this::changes).isEmpty()) {
      connection.inGate(
          sql -> {
            List<Change> changes = changes(sql);
            for (Change change : changes.subList(0, Math.min(MOST_AT_ONCE, changes.size()))) {
              keep(sql, change, nodeId, times, audit);
            }
            return null;
          });
      return true;
    }
    List<String> failed = List.copyOf(failures.values());
    passedOver.clear();
    failures.clear();
    if (!failed.isEmpty()) {
      throw new IllegalStateException(String.join("; ", failed));
    }
    return false;
  }

  /** Returns what is to be done: first what exists, since that may be about to create. */
  private List<Change> changes(Sql sql) throws SQLException {
    Map<String, Change> existing = new LinkedHashMap<>();
    Map<String, Change> added = new LinkedHashMap<>();
    sql.list(
        DEFINED,
        row -> {
          String name = row.getString("name");
          Map<String, Change> changes = row.getInt("is_new") == 1 ? added : existing;
          // The last one of a name is that of the node which started last.
          return row.getInt("kept") == 1
              ? changes.remove(name)
              : changes.put(
                  name,
                  new Change(
                      name, row.getString("application"), Optional.of(row.getLong("node_id"))));
        });
    sql.list(
        LACKED,
        row ->
            existing.put(
                row.getString("name"),
                new Change(row.getString("name"), row.getString("application"), Optional.empty())));
    return Stream.concat(existing.values().stream(), added.values().stream())
        .filter(change -> !passedOver.contains(change.name()))
        .toList();
  }

  private void keep(Sql sql, Change change, long nodeId, Schedules.Next times, Audit audit)
      throws SQLException {
    Caller.enter(new Caller(change.application(), Caller.APPLICATION, Optional.empty()));
    try {
      Savepoints.run(
          sql,
          () -> {
            if (change.nodeId().isPresent()) {
              define(sql, change, times, audit);
            } else {
              retire(sql, change, audit);
            }
          });
    } catch (SQLException | RuntimeException e) {
      if (FailureKind.of(e) != FailureKind.REFUSED) {
        throw e;
      }
      passedOver.add(change.name());
      // The node that defines it may know a time zone, say, that this one does not.
      if (change.isFor(nodeId)) {
        failures.put(change.name(), "%s: %s".formatted(change.name(), e));
      }
    } finally {
      Caller.leave();
    }
  }

  private static void define(Sql sql, Change change, Schedules.Next times, Audit audit)
      throws SQLException {
    Optional<ScheduleRow> before = Schedules.row(sql, change.name());
    NewSchedule schedule =
        sql.first(
                DEFINITION,
                row ->
                    ScheduleDocument.readKept(
                        change.name(),
                        JsonText.parse(row.getString("definition")).asJsonObject(),
                        before.map(ScheduleRow::paused).orElse(row.getBoolean("paused"))),
                change.nodeId().get(),
                change.name())
            .orElseThrow();
    new ScheduleStatements(sql, audit)
        .put(schedule, Optional.of(change.application()), before, times);
    LOG.log(
        Level.INFO,
        "Schedule {0} is as the code of {1} defines it",
        change.name(),
        change.application());
  }

  private static void retire(Sql sql, Change change, Audit audit) throws SQLException {
    sql.update("UPDATE execution_schedule SET retired = TRUE WHERE name = ?", change.name());
    audit.add(
        sql,
        "putSchedule",
        "schedule",
        change.name(),
        JsonValue.EMPTY_JSON_OBJECT,
        JsonBuilders.object().add("retired", true).build());
    LOG.log(
        Level.INFO,
        "Schedule {0} is retired: the code of {1} defines it no more",
        change.name(),
        change.application());
  }
}
