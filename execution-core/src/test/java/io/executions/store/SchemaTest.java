package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.database.AnotherVersionException;
import io.executions.database.Connections;
import io.executions.database.Database;
import io.executions.database.Dialect;
import io.executions.database.Schema;
import io.executions.database.Sql;
import io.executions.testing.TestDatabase;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaTest {
  private static final List<String> SCRIPTS =
      List.of(
          "V1__executions.sql",
          "V2__figures_and_events.sql",
          "V3__schedules.sql",
          "V4__access_and_audit.sql");

  @ParameterizedTest
  @EnumSource
  void nodesThatStartTogetherOnAnEmptyDatabaseAllFindTheSchema(TestDatabase database)
      throws Exception {
    DataSource dataSource = database.empty();
    CyclicBarrier together = new CyclicBarrier(4);
    atOnce(
        4,
        () -> {
          together.await();
          migrate(dataSource);
          return null;
        });
    assertThat(number(dataSource, "SELECT COUNT(*) FROM execution")).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aStartThatWasKilledAnywhereInItsScriptIsMadeGoodByTheNext(TestDatabase database)
      throws Exception {
    int statements = statements(database).size();
    for (int done : List.of(1, statements / 2, statements)) {
      DataSource dataSource = database.empty();
      try (Connection connection = dataSource.getConnection()) {
        Sql sql = new Sql(connection, Dialect.of(connection));
        for (String statement : statements(database).subList(0, done)) {
          sql.update(statement);
        }
      }

      migrate(dataSource);

      assertThat(number(dataSource, "SELECT COUNT(*) FROM execution_idempotency")).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aScriptThatFailedIsRunAgainByTheNextStart(TestDatabase database) throws Exception {
    DataSource dataSource = database.empty();
    update(dataSource, "CREATE VIEW execution_idempotency AS SELECT 1 AS n");
    assertThatThrownBy(() -> migrate(dataSource)).isInstanceOf(SQLException.class);

    update(dataSource, "DROP VIEW execution_idempotency");
    migrate(dataSource);

    assertThat(number(dataSource, "SELECT COUNT(*) FROM execution_idempotency")).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void theTablesOfAnEarlierSnapshotAreRefusedInOneLineAndStayAsTheyAre(TestDatabase database)
      throws Exception {
    DataSource dataSource = database.empty();
    migrate(dataSource);
    change(database, dataSource, "UPDATE #history# SET #checksum# = #checksum# + 1");
    assertRefused(dataSource, "script 1 had the checksum");
  }

  @ParameterizedTest
  @EnumSource
  void thoseOfOneThatFailedInItsScriptAreRefused(TestDatabase database) throws Exception {
    DataSource dataSource = database.empty();
    migrate(dataSource);
    change(
        database,
        dataSource,
        "UPDATE #history# SET #checksum# = #checksum# + 1, #success# = " + no(database));
    assertRefused(dataSource, "script 1 had the checksum");
  }

  @ParameterizedTest
  @EnumSource
  void theTablesOfALaterVersionAreRefused(TestDatabase database) throws Exception {
    DataSource dataSource = database.empty();
    migrate(dataSource);
    change(
        database,
        dataSource,
        """
        INSERT INTO #history# (#installed_rank#, #version#, #description#, #type#, #script#,
                               #checksum#, #installed_by#, #execution_time#, #success#)
        SELECT #installed_rank# + 1, '5', 'later', #type#, 'V5__later.sql',
               #checksum#, #installed_by#, #execution_time#, #success#
          FROM #history#
         WHERE #version# = '4'
        """);
    assertRefused(dataSource, "script 5, which is unknown here");
  }

  @ParameterizedTest
  @EnumSource
  void aNodeThatWasRefusedTakesTheDatabaseUpOnceItsTablesAreThisVersions(TestDatabase database)
      throws Exception {
    DataSource dataSource = database.empty();
    migrate(dataSource);
    change(database, dataSource, "UPDATE #history# SET #checksum# = #checksum# + 1");
    Database node =
        new Database(
            TestStore.SETTINGS,
            new ServiceTables(),
            () -> new Connections(dataSource, dataSource),
            PersistenceUnitTransactionType.RESOURCE_LOCAL);

    assertThatThrownBy(node::open).isInstanceOf(AnotherVersionException.class);
    assertThat(node.unfit()).isPresent();

    change(database, dataSource, "UPDATE #history# SET #checksum# = #checksum# - 1");
    node.open();
    assertThat(node.unfit()).isEmpty();
    node.close();
  }

  /** Tries twice: what a refusal had mended, the next start would take. */
  private static void assertRefused(DataSource dataSource, String met) throws Exception {
    update(
        dataSource,
        "INSERT INTO execution_token VALUES ('viewer', 'viewer', 'kept', 0, NULL, NULL)");
    for (int start = 1; start <= 2; start++) {
      assertThatThrownBy(() -> migrate(dataSource))
          .isInstanceOf(AnotherVersionException.class)
          .hasMessageContainingAll(met, "To make them anew")
          .hasMessageNotContaining("\n");
    }
    assertThat(number(dataSource, "SELECT COUNT(*) FROM execution_token")).isEqualTo(1);
  }

  private static String no(TestDatabase database) {
    return database == TestDatabase.POSTGRESQL ? "FALSE" : "0";
  }

  /** Flyway's names are in lower case, which only MariaDB takes without quotes. */
  private static void change(TestDatabase database, DataSource dataSource, String statement)
      throws SQLException {
    String quote =
        switch (database) {
          case MARIADB_10_11, MARIADB_11_4 -> "`";
          case H2, POSTGRESQL -> "\"";
        };
    update(
        dataSource,
        statement.replace("#history#", "#execution_schema_history#").replace("#", quote));
  }

  @ParameterizedTest
  @EnumSource
  void nodesThatSeedAtTheSameTimeMakeOneRow(TestDatabase database) throws Exception {
    DataSource dataSource = database.empty();
    migrate(dataSource);
    for (int round = 0; round < 5; round++) {
      update(dataSource, "DELETE FROM execution_gate");
      CyclicBarrier together = new CyclicBarrier(4);
      atOnce(
          4,
          () -> {
            try (Connection connection = dataSource.getConnection()) {
              together.await();
              SettingsRow.seed(new Sql(connection, Dialect.of(connection)), TestStore.SETTINGS);
              return null;
            }
          });
      assertThat(number(dataSource, "SELECT COUNT(*) FROM execution_gate")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFinalStatusWithoutItsTimeIsRefused(TestDatabase database) throws Exception {
    DataSource dataSource = database.empty();
    migrate(dataSource);
    try (Connection connection = dataSource.getConnection()) {
      Sql sql = new Sql(connection, Dialect.of(connection));
      assertThatThrownBy(
              () ->
                  sql.update(
                      """
                      INSERT INTO execution
                             (id, type, status, claim_rank, priority, input, attempt, failures,
                              interruptions, max_attempts, run_at, created_at, cancel_requested,
                              overdue)
                      VALUES (1, 'a', 'completed', NULL, 0, '{}', 1, 0, 0, 1, 0, 0, FALSE, FALSE)
                      """))
          .isInstanceOf(SQLException.class)
          .message()
          .containsIgnoringCase("execution_ended");
    }
  }

  private static void atOnce(int nodes, Callable<Void> start) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(nodes);
    try {
      for (Future<Void> node : threads.invokeAll(Collections.nCopies(nodes, start))) {
        node.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Returns the statements of all scripts, without their comments. */
  private static List<String> statements(TestDatabase database) throws Exception {
    String folder =
        switch (database) {
          case H2 -> "h2";
          case MARIADB_10_11, MARIADB_11_4 -> "mariadb";
          case POSTGRESQL -> "postgresql";
        };
    List<String> all = new ArrayList<>();
    for (String script : SCRIPTS) {
      try (InputStream file =
          Schema.class.getResourceAsStream("schema/%s/%s".formatted(folder, script))) {
        String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        Arrays.stream(text.replaceAll("(?m)^--.*$", "").split(";"))
            .map(String::strip)
            .filter(statement -> !statement.isEmpty())
            .forEach(all::add);
      }
    }
    return all;
  }

  private static void update(DataSource dataSource, String statement) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      new Sql(connection, Dialect.of(connection)).update(statement);
    }
  }

  private static long number(DataSource dataSource, String statement) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return new Sql(connection, Dialect.of(connection)).number(statement);
    }
  }

  private static void migrate(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      Dialect dialect = Dialect.of(connection);
      new Schema(dataSource, dialect).migrate(new Sql(connection, dialect));
    }
  }
}
