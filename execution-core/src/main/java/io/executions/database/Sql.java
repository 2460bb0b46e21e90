package io.executions.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** Runs SQL on one connection. Not thread-safe, as connections are not. */
public record Sql(Connection connection, Dialect dialect) {
  public static final long SHORT_VALUE = 24;
  private static final String GIVEN = "{given}";
  private static final int MOST_ROWS = 200;
  private static final long MOST_BYTES = 256 * 1024;

  /** Makes an object of the row on which a result stands. */
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * Returns the statement with {@code {ids}} replaced by as many parameters as there are values.
   */
  public static String withIds(String statement, Collection<?> values) {
    return statement.replace("{ids}", String.join(", ", Collections.nCopies(values.size(), "?")));
  }

  /**
   * Returns ids with the last one again, up to a power of two: so few different statements stand
   * for all numbers of ids, and the database needs not prepare one for each.
   */
  public static <T> List<T> padded(Collection<T> ids) {
    List<T> padded = new ArrayList<>(ids);
    int more = padding(padded.size());
    for (int i = 0; i < more; i++) {
      padded.add(padded.get(padded.size() - 1));
    }
    return padded;
  }

  /** Returns how many so many are short of a power of two; none where there are none. */
  public static int padding(int size) {
    return size == 0 ? 0 : Integer.highestOneBit(2 * size - 1) - size;
  }

  /** Returns that branch so often, all together, for so many and what they are padded with. */
  public static String branches(String branch, int count) {
    return String.join("UNION ALL\n", Collections.nCopies(count + padding(count), branch));
  }

  /** Returns whether it was refused because a row of that key is there already. */
  public static boolean isTaken(SQLException failure) {
    return failure.getSQLState() != null && failure.getSQLState().startsWith("23");
  }

  public <T> List<T> list(String statement, RowReader<T> reader, Object... parameters)
      throws SQLException {
    try (PreparedStatement prepared = prepare(statement, parameters);
        ResultSet rows = prepared.executeQuery()) {
      List<T> list = new ArrayList<>();
      while (rows.next()) {
        list.add(reader.read(rows));
      }
      return list;
    }
  }

  /** Does the same by a statement that reads each of these where {@code {given}} stands. */
  public <T> List<T> list(String statement, List<GivenRows> given, RowReader<T> reader)
      throws SQLException {
    StringBuilder whole = new StringBuilder();
    List<Object> parameters = new ArrayList<>();
    int from = 0;
    for (GivenRows rows : given) {
      int place = statement.indexOf(GIVEN, from);
      whole.append(statement, from, place).append(dialect.given(rows));
      parameters.addAll(dialect.parameters(rows));
      from = place + GIVEN.length();
    }
    whole.append(statement, from, statement.length());
    return list(whole.toString(), reader, parameters.toArray());
  }

  public <T> Optional<T> first(String statement, RowReader<T> reader, Object... parameters)
      throws SQLException {
    return list(statement, reader, parameters).stream().findFirst();
  }

  public long number(String statement, Object... parameters) throws SQLException {
    return first(statement, row -> row.getLong(1), parameters)
        .orElseThrow(() -> new SQLException("No row for: " + statement));
  }

  public int update(String statement, Object... parameters) throws SQLException {
    try (PreparedStatement prepared = prepare(statement, parameters)) {
      return prepared.executeUpdate();
    }
  }

  /** Waits for locks a second at most; within a transaction only. */
  public int updateImpatiently(String statement, Object... parameters) throws SQLException {
    return update(dialect.impatient(this, statement), parameters);
  }

  /**
   * Does the same, and returns 0 where a row of that key is there already; the transaction goes on.
   */
  public int updateUnlessTaken(String statement, Object... parameters) throws SQLException {
    return zeroIfTaken(() -> updateImpatiently(dialect.unlessTaken(statement), parameters));
  }

  /**
   * Does the same, and is refused at once where it would have to wait, if the database can do that;
   * within a savepoint only.
   */
  public int updateUnlessTakenAtOnce(String statement, Object... parameters) throws SQLException {
    return zeroIfTaken(
        () -> dialect.updateWithoutWait(this, dialect.unlessTaken(statement), parameters));
  }

  private interface Update {
    int run() throws SQLException;
  }

  private static int zeroIfTaken(Update update) throws SQLException {
    try {
      return update.run();
    } catch (SQLException e) {
      if (isTaken(e)) {
        return 0;
      }
      throw e;
    }
  }

  /** Removes the rows of that table that have these ids; it meets, and locks, no others. */
  public int remove(String table, List<Long> ids) throws SQLException {
    return ids.isEmpty() ? 0 : dialect.remove(this, table, ids);
  }

  /** Is refused at once where it cannot be done at once; within a transaction only. */
  public int updateAtOnce(String statement, Object... parameters) throws SQLException {
    return update(dialect.atOnce(this, statement), parameters);
  }

  /** Waits for locks a second at most; within a transaction only. */
  public <T> Optional<T> lockFirst(String statement, RowReader<T> reader, Object... parameters)
      throws SQLException {
    return first(dialect.impatient(this, statement), reader, parameters);
  }

  /**
   * Inserts rows, many by each statement, whose {@code {rows}} are replaced by their parameters;
   * not as a batch, for the reason that {@link CreationStatements} has.
   */
  public void insert(String statement, List<Object[]> rows, Packet packet) throws SQLException {
    if (!rows.isEmpty()) {
      insert(statement, Collections.nCopies(rows.get(0).length, "?"), rows, packet);
    }
  }

  /**
   * Inserts rows into a table of sums as {@link #insert} does; where a row of that key is there, it
   * adds to its sum instead. No key may be twice among the rows.
   */
  public void addUp(SumTable table, List<Object[]> rows, Packet packet) throws SQLException {
    List<String> parameters = table.types().stream().map(dialect::rowParameter).toList();
    insert(dialect.addUp(table), parameters, rows, packet);
  }

  private void insert(String statement, List<String> parameters, List<Object[]> rows, Packet packet)
      throws SQLException {
    String row = "(" + String.join(", ", parameters) + ")";
    for (List<Object[]> some : chunks(rows, Sql::bytes, packet)) {
      String all = String.join(", ", Collections.nCopies(some.size(), row));
      update(statement.replace("{rows}", all), some.stream().flatMap(Arrays::stream).toArray());
    }
  }

  /** Returns them in parts of so many at most. */
  public static <T> List<List<T>> parts(List<T> all, int most) {
    return IntStream.range(0, (all.size() + most - 1) / most)
        .mapToObj(i -> all.subList(i * most, Math.min(all.size(), (i + 1) * most)))
        .toList();
  }

  /** Returns the rows in parts, each for one statement of reasonable size; at least one in each. */
  public static <T> List<List<T>> chunks(List<T> rows, ToLongFunction<T> size, Packet packet) {
    long most = Math.min(MOST_BYTES, packet.room());
    List<List<T>> chunks = new ArrayList<>();
    int from = 0;
    long bytes = 0;
    for (int i = 0; i < rows.size(); i++) {
      long next = size.applyAsLong(rows.get(i));
      if (i > from && (i - from == MOST_ROWS || bytes + next > most)) {
        chunks.add(rows.subList(from, i));
        from = i;
        bytes = 0;
      }
      bytes += next;
    }
    if (from < rows.size()) {
      chunks.add(rows.subList(from, rows.size()));
    }
    return chunks;
  }

  private static long bytes(Object[] row) {
    long bytes = 0;
    for (Object value : row) {
      bytes += value instanceof String text ? Text.of(text).quotedBytes() : SHORT_VALUE;
    }
    return bytes;
  }

  /**
   * Updates rows, each by its parameters, and returns for each how many rows it changed, or a
   * negative number if the driver hides it.
   */
  public int[] batch(String statement, Collection<Object[]> rows) throws SQLException {
    if (rows.isEmpty()) {
      return new int[0];
    }
    try (PreparedStatement prepared = connection.prepareStatement(dialect.sql(statement))) {
      for (Object[] parameters : rows) {
        bind(prepared, parameters);
        prepared.addBatch();
      }
      return prepared.executeBatch();
    }
  }

  /** Does the same, and is refused at once where it cannot be done at once. */
  public int[] batchAtOnce(String statement, Collection<Object[]> rows) throws SQLException {
    return rows.isEmpty() ? new int[0] : batch(dialect.atOnce(this, statement), rows);
  }

  private PreparedStatement prepare(String statement, Object... parameters) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(dialect.sql(statement));
    try {
      bind(prepared, parameters);
      return prepared;
    } catch (SQLException | RuntimeException e) {
      prepared.close();
      throw e;
    }
  }

  private static void bind(PreparedStatement prepared, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      prepared.setObject(i + 1, parameters[i]);
    }
  }
}
