package io.executions.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The database of the runnable JAR.
 *
 * @param url its JDBC URL, for H2 (embedded) or MariaDB
 * @param user the user's name, if one was given
 * @param password the password, if one was given
 */
public record DatabaseSettings(Secret url, Optional<String> user, Optional<Secret> password) {
  private static final String MARIADB = "jdbc:mariadb:";
  private static final String H2 = "jdbc:h2:";

  /** On Galera, a bulk whose transaction was rolled back looks as if it had succeeded. */
  private static final String BULK = "useBulkStmtsForInserts";

  /** Reads them; without a URL the database is an H2 file in the data directory. */
  static DatabaseSettings read(SettingsReader reader, Path dataDir) {
    return new DatabaseSettings(
        new Secret(
            reader
                .text("EXECUTION_DB_URL")
                .map(url -> check(reader, url))
                .orElse(embedded(dataDir))),
        reader.text("EXECUTION_DB_USER"),
        reader.secret("EXECUTION_DB_PASSWORD", 1));
  }

  /** Returns the class name of the JDBC driver. */
  public String driver() {
    return url.value().startsWith(MARIADB) ? "org.mariadb.jdbc.Driver" : "org.h2.Driver";
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

  private static String check(SettingsReader reader, String url) {
    boolean embeddedH2 =
        url.startsWith(H2) && !url.startsWith(H2 + "tcp:") && !url.startsWith(H2 + "ssl:");
    if (!url.startsWith(MARIADB) && !embeddedH2) {
      reader.fault(
          "EXECUTION_DB_URL", "must start with jdbc:mariadb: or, for an embedded one, jdbc:h2:");
    }
    if (url.startsWith(MARIADB) && !url.contains(BULK)) {
      return url + (url.contains("?") ? "&" : "?") + BULK + "=false";
    }
    boolean closesByItself =
        embeddedH2 && !url.toUpperCase(Locale.ROOT).contains("DB_CLOSE_ON_EXIT");
    return closesByItself ? url + ";DB_CLOSE_ON_EXIT=FALSE" : url;
  }
}
