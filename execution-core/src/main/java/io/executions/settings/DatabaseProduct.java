package io.executions.settings;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The databases whose drivers are in the runnable JAR. */
enum DatabaseProduct {
  /** Embedded only. */
  H2("jdbc:h2:", "org.h2.Driver", Map.of()),
  /** Times in milliseconds. */
  MARIADB(
      "jdbc:mariadb:",
      "org.mariadb.jdbc.Driver",
      Map.of("connectTimeout", "5000", "socketTimeout", "30000")),
  /**
   * Times in seconds. A login is all attempts at all hosts of the URL, so the first must leave time
   * for another. Who waits for another's idempotency key is told so before the socket's time-out
   * makes an outage of it.
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
          "-c lock_timeout=20s"));

  private final String prefix;
  private final String driver;
  private final Map<String, String> bounds;

  DatabaseProduct(String prefix, String driver, Map<String, String> bounds) {
    this.prefix = prefix;
    this.driver = driver;
    this.bounds = bounds;
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

  /** Returns the properties of its driver by which no statement waits for good. */
  Map<String, String> bounds() {
    return bounds;
  }
}
