package io.executions.engine;

import io.executions.database.Database;
import io.executions.database.Dialect;
import io.executions.database.Packet;
import io.executions.database.ReservedConnection;
import io.executions.testing.TestDatabase;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A database with the real schema, H2 unless told otherwise, and what tests do to its rows. */
final class EngineDatabase {
  private static final String SCRIPTS = "classpath:io/executions/database/schema/";

  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final DataSource direct;
  private final UnsteadyDataSource unsteady;
  private final AtomicLong ids = new AtomicLong();
  private final Dialect dialect;
  private Packet packet;

  EngineDatabase(int limit) {
    this(TestDatabase.H2, limit);
    DatabaseTime.run();
    update("DROP ALIAS execution_now");
    update("CREATE ALIAS execution_now FOR '%s.now'".formatted(DatabaseTime.class.getName()));
  }

  /** Makes one on that database, by whose own clock it goes. */
  EngineDatabase(TestDatabase kind, int limit) {
    direct = kind.empty();
    unsteady = new UnsteadyDataSource(direct);
    DatabaseTime.run();
    Flyway.configure()
        .dataSource(direct)
        .locations(SCRIPTS + folder(kind), SCRIPTS + "all")
        .loggers("slf4j")
        .load()
        .migrate();
    update(
        "INSERT INTO execution_gate (id, turn, max_concurrent, paused) VALUES (1, 0, ?, FALSE)",
        limit);
    try (Connection connection = direct.getConnection()) {
      dialect = Dialect.of(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String folder(TestDatabase kind) {
    return switch (kind) {
      case H2 -> "h2";
      case POSTGRESQL -> "postgresql";
      default -> "mariadb";
    };
  }

  /** Returns the database as a node sees it, without JPA. */
  Database forNode(Duration lease) {
    return new Database() {
      @Override
      public void open() throws SQLException {
        unsteady.getConnection().close();
      }

      @Override
      public ReservedConnection reserve() {
        return new ReservedConnection(unsteady::getConnection, sessionDialect(), lease, replays());
      }
    };
  }

  /** Makes the database say, as MariaDB does, that it takes statements of so many bytes. */
  void packet(long bytes) {
    packet = new Packet("max_allowed_packet", bytes);
  }

  private Dialect sessionDialect() {
    return (Dialect)
        Proxy.newProxyInstance(
            Dialect.class.getClassLoader(),
            new Class<?>[] {Dialect.class},
            (proxy, method, arguments) ->
                packet != null && method.getName().equals("packet")
                    ? packet
                    : method.invoke(dialect, arguments));
  }

  /** Returns how many transactions have entered the gate. */
  long gateTurns() {
    return list("SELECT turn FROM execution_gate", row -> row.getLong(1)).get(0);
  }

  UnsteadyDataSource unsteady() {
    return unsteady;
  }

  DataSource direct() {
    return direct;
  }

  long create(Creation creation) {
    long id = ids.incrementAndGet();
    long now = micros();
    long runAt = now + creation.delay().toMillis() * 1000;
    update(
        """
        INSERT INTO execution (id, type, status, claim_rank, priority, input, input_bytes, attempt, failures,
               interruptions, max_attempts, timeout_ms, run_at, created_at, cancel_requested, overdue)
        VALUES (?, ?, 'pending', ?, ?, ?, ?, 0, 0, 0, ?, ?, ?, ?, FALSE, FALSE)
        """,
        id,
        creation.type(),
        runAt > now ? 2 : 1,
        creation.priority(),
        creation.input(),
        creation.input().length(),
        creation.maxAttempts(),
        creation.timeout() == null ? null : creation.timeout().toMillis(),
        runAt,
        now);
    return id;
  }

  long create(String type) {
    return create(Creation.of(type));
  }

  List<Long> create(String type, int count) {
    List<Long> created = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      created.add(create(type));
    }
    return created;
  }

  /** Creates many by a few statements. */
  void createAtOnce(String type, int count) {
    long now = micros();
    for (int created = 0; created < count; ) {
      int some = Math.min(1000, count - created);
      List<String> rows = new ArrayList<>();
      for (int i = 0; i < some; i++) {
        rows.add(
            "(%d, '%s', 'pending', 1, 0, '{}', 2, 0, 0, 0, 1, %d, %d, FALSE, FALSE)"
                .formatted(ids.incrementAndGet(), type, now, now));
      }
      update(
          """
          INSERT INTO execution (id, type, status, claim_rank, priority, input, input_bytes, attempt,
                 failures, interruptions, max_attempts, run_at, created_at, cancel_requested, overdue)
          VALUES\s"""
              + String.join(", ", rows));
      created += some;
    }
  }

  ExecutionRow row(long id) {
    return list("SELECT * FROM execution WHERE id = ?", ExecutionRow::read, id).get(0);
  }

  /** Returns how each attempt that did not complete ended. */
  List<String> attempts(long id) {
    return list(
        "SELECT outcome FROM execution_attempt WHERE execution_id = ? ORDER BY attempt",
        row -> row.getString(1),
        id);
  }

  long count(String status) {
    return list("SELECT COUNT(*) FROM execution WHERE status = ?", row -> row.getLong(1), status)
        .get(0);
  }

  /** Returns how many ended executions the totals count, with what is still to be added to them. */
  long ended() {
    return list(
            """
            SELECT SUM(ended) FROM (SELECT ended FROM execution_total
                                    UNION ALL
                                    SELECT ended FROM execution_delta) figures
            """,
            row -> row.getLong(1))
        .get(0);
  }

  List<String> nodeStates() {
    return list("SELECT state FROM execution_node ORDER BY id", row -> row.getString(1));
  }

  void limit(int limit) {
    update("UPDATE execution_gate SET max_concurrent = ?", limit);
  }

  void requestCancel(long id) {
    update("UPDATE execution SET cancel_requested = TRUE WHERE id = ?", id);
  }

  int update(String statement, Object... parameters) {
    try (Connection connection = direct.getConnection();
        PreparedStatement prepared = prepare(connection, statement, parameters)) {
      return prepared.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  <T> List<T> list(String statement, Reader<T> reader, Object... parameters) {
    try (Connection connection = direct.getConnection();
        PreparedStatement prepared = prepare(connection, statement, parameters);
        ResultSet rows = prepared.executeQuery()) {
      List<T> list = new ArrayList<>();
      while (rows.next()) {
        list.add(reader.read(rows));
      }
      return list;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String statement, Object... parameters) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(statement);
    for (int i = 0; i < parameters.length; i++) {
      prepared.setObject(i + 1, parameters[i]);
    }
    return prepared;
  }

  private static long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, DatabaseTime.now());
  }
}
