package io.executions.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a trigger of MariaDB or PostgreSQL sees of executions whose status changes, or whose
 * revision does. Only what commits is seen.
 */
public final class MoveTrace implements AutoCloseable {
  /** One change, by the names of the statuses. */
  public record Change(
      long id, int revisionBefore, int revision, String from, String to, int attempt) {
    private boolean follows(Change before) {
      boolean fits =
          before == null
              ? revisionBefore == 1 && from.equals(CREATED)
              : revisionBefore == before.revision && from.equals(before.to);
      boolean moves = !from.equals(to) || to.equals(CHANGEABLE);
      return fits && revision == revisionBefore + 1 && moves;
    }
  }

  private static final String CREATED = "pending";
  private static final Set<String> ENDS = Set.of("completed", "failed", "cancelled");

  /** What is so may be changed by a person, which is a move that leaves its status. */
  private static final String CHANGEABLE = CREATED;

  private static final String ON_CHANGE =
      """
      INSERT INTO test_move (id, revision_before, revision, from_status, to_status, attempt)
      VALUES (NEW.id, OLD.revision, NEW.revision, OLD.status, NEW.status, NEW.attempt);
      """;

  private static final String CHANGES = "NEW.status <> OLD.status OR NEW.revision <> OLD.revision";

  /** How to reach the database. */
  public interface Connector {
    /** Opens a connection. */
    Connection open() throws SQLException;
  }

  private final Connector database;
  private final boolean mariaDb;

  /** Begins to trace what happens in that database, whose schema is there. */
  public MoveTrace(Connector database) throws SQLException {
    this.database = database;
    try (Connection connection = database.open()) {
      mariaDb = connection.getMetaData().getDatabaseProductName().equals("MariaDB");
    }
    close();
    run(
        """
        CREATE TABLE test_move (
          place %s PRIMARY KEY, id BIGINT, revision_before INT, revision INT,
          from_status VARCHAR(9), to_status VARCHAR(9), attempt INT)
        """
            .formatted(mariaDb ? "BIGINT AUTO_INCREMENT" : "BIGINT GENERATED ALWAYS AS IDENTITY"));
    if (mariaDb) {
      run(
          "CREATE TRIGGER test_move AFTER UPDATE ON execution FOR EACH ROW BEGIN IF %s THEN %s END IF; END"
              .formatted(CHANGES, ON_CHANGE));
    } else {
      run(
          "CREATE FUNCTION test_move() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN %s RETURN NEW; END $$"
              .formatted(ON_CHANGE));
      run(
          "CREATE TRIGGER test_move AFTER UPDATE ON execution FOR EACH ROW WHEN (%s) EXECUTE FUNCTION test_move()"
              .formatted(CHANGES));
    }
  }

  /** Returns all changes, in the order in which they were made. */
  public List<Change> changes() throws SQLException {
    try (Connection connection = database.open();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM test_move ORDER BY place")) {
      List<Change> changes = new ArrayList<>();
      while (row.next()) {
        changes.add(
            new Change(
                row.getLong("id"),
                row.getInt("revision_before"),
                row.getInt("revision"),
                row.getString("from_status"),
                row.getString("to_status"),
                row.getInt("attempt")));
      }
      return changes;
    }
  }

  /** Returns how often an execution has ended in each status. */
  public Map<String, Long> ends() throws SQLException {
    return changes().stream()
        .map(Change::to)
        .filter(ENDS::contains)
        .collect(Collectors.groupingBy(to -> to, Collectors.counting()));
  }

  /**
   * Returns what does not fit: a change of a status without one of the revision or the reverse, a
   * change that does not follow the one before, a row that tells of other changes.
   */
  public List<String> breaches() throws SQLException {
    List<String> breaches = new ArrayList<>();
    Map<Long, Change> last = new HashMap<>();
    List<Change> inOrder = new ArrayList<>(changes());
    inOrder.sort(Comparator.comparingLong(Change::id).thenComparingInt(Change::revision));
    for (Change change : inOrder) {
      if (!change.follows(last.put(change.id(), change))) {
        breaches.add("No move: " + change);
      }
    }
    try (Connection connection = database.open();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT id, revision, status FROM execution")) {
      while (row.next()) {
        Change moved = last.get(row.getLong("id"));
        int revision = moved == null ? 1 : moved.revision();
        String status = moved == null ? CREATED : moved.to();
        if (row.getInt("revision") != revision || !row.getString("status").equals(status)) {
          breaches.add(
              "Execution %d has revision %d and is %s; its last change: %s"
                  .formatted(
                      row.getLong("id"), row.getInt("revision"), row.getString("status"), moved));
        }
      }
    }
    return breaches;
  }

  /** Traces nothing more, and leaves nothing behind. */
  @Override
  public void close() throws SQLException {
    run("DROP TRIGGER IF EXISTS test_move" + (mariaDb ? "" : " ON execution"));
    if (!mariaDb) {
      run("DROP FUNCTION IF EXISTS test_move");
    }
    run("DROP TABLE IF EXISTS test_move");
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = database.open();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
