package io.executions.testing;

import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The databases that everything in the store must work on. */
public enum TestDatabase {
  /** H2, in memory. */
  H2 {
    @Override
    public DataSource empty() {
      JdbcDataSource dataSource = new JdbcDataSource();
      dataSource.setURL("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
      dataSource.setUser("sa");
      return dataSource;
    }
  },
  /**
   * MariaDB 10.11, which is sent each statement as text, as its driver does unless told otherwise.
   */
  MARIADB_10_11 {
    @Override
    public DataSource empty() {
      return mariaDb("10.11.5", "");
    }
  },
  /** MariaDB 11.4, which prepares statements, as with the runnable JAR. */
  MARIADB_11_4 {
    @Override
    public DataSource empty() {
      return mariaDb(
          "11.4.5", "?useServerPrepStmts=true&prepStmtCacheSize=48&disablePipeline=true");
    }
  },
  /** PostgreSQL. */
  POSTGRESQL {
    @Override
    public DataSource empty() {
      PGSimpleDataSource dataSource = new PGSimpleDataSource();
      dataSource.setURL(PostgreSqlServer.shared().newDatabase());
      dataSource.setUser("root");
      return dataSource;
    }
  };

  private static final String TURN = System.getProperty("fault.database", "all");

  /**
   * Returns those on which the store is tried in this run: H2 and one MariaDB always, and of the
   * others the one whose turn it is by {@code -Dfault.database}; all of them where it says {@code
   * all} or nothing.
   */
  public static Stream<TestDatabase> inTurn() {
    return switch (TURN) {
      case "mariadb" -> Stream.of(H2, MARIADB_10_11, MARIADB_11_4);
      case "postgresql" -> Stream.of(H2, MARIADB_11_4, POSTGRESQL);
      case "galera" -> Stream.of(H2, MARIADB_11_4);
      default -> Stream.of(values());
    };
  }

  /** Returns whether it is MariaDB. */
  public boolean isMariaDb() {
    return this == MARIADB_10_11 || this == MARIADB_11_4;
  }

  /** Returns a data source of an empty database of its own, without a pool. */
  public abstract DataSource empty();

  private static DataSource mariaDb(String version, String properties) {
    try {
      MariaDbDataSource dataSource =
          new MariaDbDataSource(MariaDbServer.of(version).newDatabase() + properties);
      dataSource.setUser("root");
      dataSource.setPassword("");
      return dataSource;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
