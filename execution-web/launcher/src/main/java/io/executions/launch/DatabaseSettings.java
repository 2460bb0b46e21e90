package io.executions.launch;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import io.executions.settings.Secret;
import io.executions.settings.SettingsParser;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The database of the runnable JAR.
 *
 * @param url its JDBC URL, for H2 (embedded), MariaDB or PostgreSQL
 * @param user the user's name, if one was given
 * @param password the password, if one was given
 */
record DatabaseSettings(Secret url, Optional<String> user, Optional<Secret> password) {
  private static final String H2 = DatabaseProduct.H2.prefix();

  /** On Galera, a bulk whose transaction was rolled back looks as if it had succeeded. */
  private static final String BULK = "useBulkStmtsForInserts";

  private static final Pattern SESSION_VARIABLES =
      Pattern.compile("[?&]sessionVariables=", CASE_INSENSITIVE);

  /** Of a user in front of the host, and of a password among the parameters. */
  private static final Pattern CREDENTIALS =
      Pattern.compile("^jdbc:(mariadb|postgresql):[^?]*@|[?&;(](ssl)?password=", CASE_INSENSITIVE);

  /** Reads them; without a URL the database is an H2 file in the data directory. */
  static DatabaseSettings read(SettingsParser reader, Path dataDir) {
    return new DatabaseSettings(
        new Secret(
            reader
                .text("EXECUTION_DB_URL")
                .map(url -> check(reader, withoutCredentials(reader, url)))
                .orElse(embedded(dataDir))),
        reader.text("EXECUTION_DB_USER"),
        reader.secret("EXECUTION_DB_PASSWORD", 1));
  }

  /** Returns the URL without its parameters, which may hold secrets. */
  String place() {
    return url.value().split("[?;]", 2)[0];
  }

  /** Returns the class name of the JDBC driver. */
  String driver() {
    return product().driver();
  }

  /**
   * Returns properties for the driver that the URL does not have. They end the wait for a statement
   * without an answer, since the service's own statements are short, and make statements cost less.
   */
  Map<String, String> properties() {
    return product().properties();
  }

  /** Returns those that it must have where the database turns out to be a cluster. */
  Map<String, String> propertiesOfCluster() {
    return product().propertiesOfCluster();
  }

  private DatabaseProduct product() {
    return DatabaseProduct.of(url.value()).orElseThrow();
  }

  /**
   * {@code WRITE_DELAY=0} puts every acknowledged commit on disk. H2's own shutdown hook would
   * close the database while handlers still finish. The trace file repeats what the log says.
   */
  private static String embedded(Path dataDir) {
    return H2
        + "file:%s/executions;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0"
            .formatted(dataDir);
  }

  private static String check(SettingsParser reader, String url) {
    Optional<DatabaseProduct> product =
        DatabaseProduct.of(url)
            .filter(each -> !url.startsWith(H2 + "tcp:") && !url.startsWith(H2 + "ssl:"));
    if (product.isEmpty()) {
      reader.fault(
          "EXECUTION_DB_URL",
          "must start with jdbc:mariadb: or jdbc:postgresql: or, for an embedded one, jdbc:h2:");
      return url;
    }
    return switch (product.get()) {
      case H2 ->
          url.toUpperCase(Locale.ROOT).contains("DB_CLOSE_ON_EXIT")
              ? url
              : url + ";DB_CLOSE_ON_EXIT=FALSE";
      case MARIADB -> withSessionBounds(withoutBulk(url));
      case POSTGRESQL -> url;
    };
  }

  private static String withoutBulk(String url) {
    return url.contains(BULK) ? url : url + (url.contains("?") ? "&" : "?") + BULK + "=false";
  }

  /**
   * A URL's own variables would replace the bounds; appended to them, they still have the last
   * word.
   */
  private static String withSessionBounds(String url) {
    return SESSION_VARIABLES
        .matcher(url)
        .replaceFirst(
            given ->
                Matcher.quoteReplacement(
                    given.group()
                        + DatabaseProduct.MARIADB.properties().get("sessionVariables")
                        + ","));
  }

  /** Drivers quote the whole URL if they cannot parse it. */
  private static String withoutCredentials(SettingsParser reader, String url) {
    if (CREDENTIALS.matcher(url).find()) {
      reader.fault(
          "EXECUTION_DB_URL",
          "must hold no user and no password; use EXECUTION_DB_USER and EXECUTION_DB_PASSWORD");
    }
    return url;
  }
}
