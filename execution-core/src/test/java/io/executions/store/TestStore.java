package io.executions.store;

import io.executions.api.ClusterSettings;
import io.executions.api.Execution;
import io.executions.api.NewExecution;
import io.executions.api.PermanentFailureException;
import io.executions.database.Connections;
import io.executions.database.Database;
import io.executions.database.Sql;
import io.executions.database.Transaction;
import io.executions.settings.ConfiguredTokens;
import io.executions.settings.CredentialNames;
import io.executions.settings.HttpAllow;
import io.executions.settings.Settings;
import io.executions.testing.TestDatabase;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.nio.file.Path;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** The whole store on one database, opened once and emptied for each test. */
final class TestStore {
  static final Settings SETTINGS =
      new Settings(
          Duration.ofSeconds(2),
          1,
          Optional.empty(),
          Optional.of(Duration.ofDays(365)),
          4,
          "java:comp/DefaultDataSource",
          20,
          Path.of("data"),
          "test",
          Optional.empty(),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          3,
          1 << 20,
          1 << 20,
          HttpAllow.parse("public"),
          CredentialNames.parse(""),
          Optional.empty(),
          new ConfiguredTokens(Optional.empty(), Optional.empty(), Optional.empty()),
          Set.of(),
          Optional.empty());

  private static final List<String> TABLES =
      List.of(
          "execution",
          "execution_attempt",
          "execution_tag",
          "execution_unique",
          "execution_expiry",
          "execution_node",
          "execution_queue",
          "execution_node_type",
          "execution_want",
          "execution_hint_key",
          "execution_total",
          "execution_delta",
          "execution_event",
          "execution_series",
          "execution_token",
          "execution_bulk",
          "execution_bulk_part",
          "execution_schedule",
          "execution_schedule_definition",
          "execution_scheduled",
          "execution_session",
          "execution_audit",
          "execution_idempotency");

  private static final Map<TestDatabase, TestStore> OPENED = new EnumMap<>(TestDatabase.class);

  final DataSource dataSource;
  final Database database;
  final LocalTransaction transaction;
  final Audit audit;
  final Executions executions;
  final UniqueExecutions unique;
  final CancelAndRetry moves;
  final ChangeAndDelete changes;
  final FairQueueNames fair;
  final StatsQuery figures;
  final SeriesQuery series;
  final FailureQuery failures;
  final Cluster cluster;
  final NodeRequests requests;
  final Bulks bulks;
  final Schedules schedules;
  final Backfills backfills;
  final Queues queues;
  final Completion completion;

  private TestStore(DataSource dataSource) throws SQLException {
    this.dataSource = dataSource;
    database =
        new Database(
            SETTINGS,
            new ServiceTables(),
            () -> new Connections(dataSource, dataSource),
            PersistenceUnitTransactionType.RESOURCE_LOCAL);
    database.open();
    transaction = new LocalTransaction(database);
    audit = new Audit("here");
    Ids ids = new Ids(database);
    fair = new FairQueueNames(transaction);
    executions = new Executions(transaction, ids, fair);
    unique = new UniqueExecutions(transaction, ids, fair);
    bulks = new Bulks(transaction, ids, audit);
    schedules = new Schedules(transaction, audit);
    backfills = new Backfills(transaction, audit);
    queues = new Queues(transaction, audit, fair);
    moves = new CancelAndRetry(transaction, audit);
    changes = new ChangeAndDelete(transaction, audit);
    figures = new StatsQuery(transaction);
    series = new SeriesQuery(transaction);
    failures = new FailureQuery(transaction);
    cluster = new Cluster(transaction, audit);
    requests = new NodeRequests(transaction, audit);
    completion = new Completion(transaction);
  }

  /** Opens the store on a database that may be empty. */
  static TestStore on(DataSource dataSource) throws SQLException {
    return new TestStore(dataSource);
  }

  static synchronized TestStore emptied(TestDatabase database) throws SQLException {
    TestStore store = OPENED.get(database);
    if (store == null) {
      store = new TestStore(database.empty());
      OPENED.put(database, store);
    }
    for (String table : TABLES) {
      store.update("DELETE FROM " + table);
    }
    store.fair.changed();
    store.update("UPDATE execution_sweep SET ends_at = 0, scheduled_from = 0");
    store.update(
        "UPDATE execution_gate SET feed_since = NULL, feed_until = NULL, queues = 0, release_place = NULL");
    store.update("UPDATE execution_fold SET place = 0, next_place = 0, moves_at = 0, walks_at = 0");
    store.settings(new ClusterSettings(1000, false, Optional.empty()));
    return store;
  }

  /** Runs statements that each commit by themselves, on a connection of their own. */
  <T> T sql(Transaction.Work<T> work) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return work.run(new Sql(connection, database.dialect()));
    }
  }

  int update(String statement, Object... parameters) throws SQLException {
    return sql(sql -> sql.update(statement, parameters));
  }

  long number(String statement, Object... parameters) throws SQLException {
    return sql(sql -> sql.number(statement, parameters));
  }

  long now() throws SQLException {
    return number("SELECT {now}");
  }

  void settings(ClusterSettings settings) throws SQLException {
    sql(
        sql -> {
          SettingsRow.write(sql, settings);
          return null;
        });
  }

  void limit(int limit) throws SQLException {
    settings(new ClusterSettings(limit, false, Optional.empty()));
  }

  <T> T call(Supplier<T> work) {
    return transaction.call(work);
  }

  Execution create(NewExecution execution) {
    return call(() -> executions.add(execution));
  }

  long create(String type) {
    return create(NewExecution.of(type)).id();
  }

  List<Long> create(String type, int count) {
    List<NewExecution> many =
        IntStream.range(0, count).mapToObj(i -> NewExecution.of(type)).toList();
    return call(() -> executions.add(many));
  }

  /** Completes an attempt in the current transaction. */
  Optional<Move> complete(ClaimedExecution claimed, long nodeId, String output) {
    try {
      return completion.complete(claimed, nodeId, output);
    } catch (PermanentFailureException e) {
      throw new IllegalStateException(e);
    }
  }

  Execution find(long id) {
    return call(() -> executions.find(id)).orElseThrow();
  }

  /** Returns the row of that execution, by the lower-case names of its columns. */
  Map<String, Object> row(long id) throws SQLException {
    return sql(
        sql ->
            sql.first(
                    "SELECT * FROM execution WHERE id = ?",
                    row -> {
                      Map<String, Object> columns = new HashMap<>();
                      var meta = row.getMetaData();
                      for (int i = 1; i <= meta.getColumnCount(); i++) {
                        Object value = row.getObject(i);
                        columns.put(
                            meta.getColumnLabel(i).toLowerCase(Locale.ROOT),
                            value instanceof Number number
                                ? Long.valueOf(number.longValue())
                                : value instanceof Clob ? row.getString(i) : value);
                      }
                      return columns;
                    },
                    id)
                .orElseThrow());
  }

  TestNode node(String name, String... types) throws SQLException {
    return TestNode.join(this, name, Optional.empty(), types);
  }

  /** Changes the gate's row, as all do who enter. */
  static int takeTurn(Sql sql) throws SQLException {
    return sql.update("UPDATE execution_gate SET turn = turn + 1 WHERE id = 1");
  }
}
