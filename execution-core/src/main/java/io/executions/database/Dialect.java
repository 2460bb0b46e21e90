package io.executions.database;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What differs between the databases. */
public interface Dialect {
  /** How long a session of the engine waits for a lock, with a lease that is not short. */
  Duration MOST_LOCK_WAIT = Duration.ofSeconds(2);

  /** Returns the dialect for the database behind that connection. */
  static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return switch (product) {
      case "H2" -> new H2Dialect();
      case "MariaDB" -> new MariaDbDialect();
      case "PostgreSQL" -> new PostgreSqlDialect();
      default ->
          throw new SQLException(
              "There is no support for %s; use MariaDB, PostgreSQL or H2".formatted(product));
    };
  }

  /** Returns the folder of the schema scripts. */
  String schemaFolder();

  /** Returns an SQL expression for the database's clock, in microseconds since 1970 in UTC. */
  String now();

  /**
   * Returns whether {@link #now()} is the same throughout a statement, and an insert can return it.
   */
  default boolean clockStandsStill() {
    return true;
  }

  /** Returns an SQL expression for the next value of the sequence of node ids. */
  default String nextNodeId() {
    return "NEXT VALUE FOR execution_node_seq";
  }

  /**
   * Returns what has a statement go along that index, behind the name of its table, where the
   * database might not: because what was moved on and is not removed yet still stands there in its
   * eyes, or because it would rather sort.
   */
  default String along(String index) {
    return "";
  }

  /**
   * Returns whether the database goes along an index only if the order names it from its first
   * column on, also those that are the same for all rows. Others may sort then, as two texts that
   * are equal may still differ.
   */
  default boolean ordersByWholeIndexes() {
    return false;
  }

  /**
   * Returns whether the database may read all index entries that begin with one value, where a
   * bound of the next column leaves only some of them.
   */
  default boolean readsAllOfOneValue() {
    return false;
  }

  /** How a statement steps from one beginning of an index to the next one. */
  enum Skipping {
    /** It does so where it asks for the next one of each that it has found. */
    RECURSIVE,
    /** It does not, or only if statistics say so: each step is a statement. */
    SINGLE
  }

  /** Returns how it finds the values with which an index begins. */
  Skipping skipping();

  /** Makes the database put every acknowledged commit on disk, where that is not its habit. */
  default void makeDurable(Connection connection) throws SQLException {}

  /**
   * Returns the statement that inserts {@code {rows}}, or adds to the sums of those whose keys are
   * there.
   */
  String addUp(SumTable table);

  /** Returns what stands for a value of that type in such rows. */
  default String rowParameter(String type) {
    return "?";
  }

  /**
   * Returns whether the database is a cluster that knows no locks across its servers: transactions
   * meet when they commit, and one of two that changed the same row is rolled back.
   */
  default boolean isReplicated(Connection connection) throws SQLException {
    return false;
  }

  /**
   * Does nothing where connections such as this one are told of each rollback of a transaction.
   *
   * @throws HiddenRollbackException where they are not
   */
  default void requireOpenRollbacks(Connection connection) throws SQLException {}

  /** Returns the order in which it has texts: that of their characters. */
  default Comparator<String> textOrder() {
    return (one, other) ->
        Arrays.compareUnsigned(
            one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns whether sessions can tell each other something by {@link Notifications}. */
  default boolean notifies() {
    return false;
  }

  /** Returns how large a statement the session takes, as it was told when it began. */
  default Packet packet(Sql sql) throws SQLException {
    return Packet.UNBOUNDED;
  }

  /**
   * Returns how long a session of the engine may wait for a lock, such as the gate: less than it
   * waits for an answer, or else a busy gate would look like a connection that was cut.
   */
  default Duration lockWait(Duration lease) {
    Duration quarter = lease.dividedBy(4);
    return quarter.compareTo(MOST_LOCK_WAIT) < 0 ? quarter : MOST_LOCK_WAIT;
  }

  /**
   * Bounds what a session of the engine may wait for, and how long it may stand idle within a
   * transaction, so that a frozen node lets go of the gate within half a lease.
   *
   * @return the statement that takes it back, before the connection goes back to its pool
   */
  String boundSession(Connection connection, Duration lease) throws SQLException;

  /**
   * Returns the statement so that it waits for locks for a second at most, whatever bound its
   * session has, which may be an application's: for requests, which hold a connection meanwhile.
   * Where the database can, its transaction may then stand idle for a minute at most. Nothing is
   * left of either when the transaction ends.
   */
  String impatient(Sql sql, String statement) throws SQLException;

  /**
   * Returns the insert of a row so that nothing is inserted where its key is there already, if the
   * database's own refusal would end the transaction; other statements as they are.
   */
  default String unlessTaken(String statement) {
    return statement;
  }

  /**
   * Returns the statement so that it waits for no lock where the database can do that, and so that
   * what refuses its work does so at once, not when the transaction commits.
   */
  default String atOnce(Sql sql, String statement) throws SQLException {
    return statement;
  }

  /** Returns what stands in a statement for these rows. */
  default String given(GivenRows rows) {
    return rows.columns().stream()
        .map(column -> column.kind() == GivenRows.Kind.NUMBER ? "BIGINT" : "VARCHAR")
        .map("CAST(? AS %s ARRAY)"::formatted)
        .collect(Collectors.joining(", ", "UNNEST(", ")"))
        .concat(
            rows.columns().stream()
                .map(GivenRows.Column::name)
                .collect(Collectors.joining(", ", " AS given (", ")")));
  }

  /** Returns the parameters that give it the rows. */
  default List<Object> parameters(GivenRows rows) {
    return rows.arrays();
  }

  /**
   * Updates, and waits for no lock where the database can do that. Nothing of it holds for what the
   * transaction does after it; a failure must be rolled back to a savepoint.
   */
  default int updateWithoutWait(Sql sql, String statement, Object... parameters)
      throws SQLException {
    return sql.update(atOnce(sql, statement), parameters);
  }

  /** Removes the rows of that table that have these ids, which are some; it meets no others. */
  default int remove(Sql sql, String table, List<Long> ids) throws SQLException {
    List<Long> some = Sql.padded(ids);
    String remove = Sql.withIds("DELETE FROM %s WHERE id IN ({ids})".formatted(table), some);
    return sql.update(remove, some.toArray());
  }

  /**
   * Returns the statement with every {@code {now}} replaced by {@link #now()}, and so on for the
   * other expressions.
   */
  default String sql(String statement) {
    return statement
        .replace("{now}", now())
        .replace("{work}", along("execution_work"))
        .replace("{lane}", along("execution_lane"))
        .replace("{nextNodeId}", nextNodeId());
  }
}
