package io.executions.launch;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The databases whose drivers are in the runnable JAR. */
enum DatabaseProduct {
  /** Embedded only. */
  H2("jdbc:h2:", "org.h2.Driver", Map.of(), Map.of()),
  /**
   * Times in milliseconds, those of a session in seconds. Who waits for a lock is told so before
   * the socket's time-out makes an outage of it; a transaction that nobody goes on with, as that of
   * a frozen process, holds its locks no longer than a minute.
   *
   * <p>Statements are prepared by the server, which spares it a quarter of its time; few for each
   * connection, as it has room for 16,382 of all. Where that is full they are sent as ever; but not
   * when they are sent ahead, for then the driver waits for an answer that never comes. And not in
   * a Galera cluster: where it rolls a transaction back while it prepares one of its statements, it
   * tells nobody, and what follows is a transaction of its own.
   */
  MARIADB(
      "jdbc:mariadb:",
      "org.mariadb.jdbc.Driver",
      Map.of(
          "connectTimeout",
          "5000",
          "socketTimeout",
          "30000",
          "sessionVariables",
          "innodb_lock_wait_timeout=20,idle_transaction_timeout=60",
          "useServerPrepStmts",
          "true",
          "prepStmtCacheSize",
          "48",
          "disablePipeline",
          "true"),
      Map.of("useServerPrepStmts", "false")),
  /**
   * Times in seconds. A login is all attempts at all hosts of the URL, so the first must leave time
   * for another. The session's bounds are those of MariaDB.
   */
  POSTGRESQL(
      "jdbc:postgresql:",
      "org.postgresql.Driver",
      Map.of(
          "connectTimeout",
          "2",
          "loginTimeout",
          "5",
          "socketTimeout",
          "30",
          "options",
          "-c lock_timeout=20s -c idle_in_transaction_session_timeout=60s"),
      Map.of());

  private final String prefix;
  private final String driver;
  private final Map<String, String> properties;
  private final Map<String, String> ofCluster;

  DatabaseProduct(
      String prefix, String driver, Map<String, String> properties, Map<String, String> ofCluster) {
    this.prefix = prefix;
    this.driver = driver;
    this.properties = properties;
    this.ofCluster = ofCluster;
  }

  static Optional<DatabaseProduct> of(String url) {
    return Arrays.stream(values()).filter(each -> url.startsWith(each.prefix)).findFirst();
  }

  /** Returns how its URLs begin. */
  String prefix() {
    return prefix;
  }

  /** Returns the class name of its driver. */
  String driver() {
    return driver;
  }

  /**
   * Returns the properties of its driver, such as the time-outs by which no statement waits for
   * ever.
   */
  Map<String, String> properties() {
    return properties;
  }

  /** Returns those that it must have instead where the database turns out to be a cluster. */
  Map<String, String> propertiesOfCluster() {
    return ofCluster;
  }
}
