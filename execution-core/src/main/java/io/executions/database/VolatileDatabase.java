package io.executions.database;

import io.executions.settings.EmbeddedFile;
import java.nio.file.Path;
import java.util.Optional;

/** A database that does not last: one in memory, or among temporary files. */
final class VolatileDatabase {
  private static final String MEMORY = "jdbc:h2:mem:";

  private VolatileDatabase() {}

  /** Returns why the database of that URL, without parameters, may be lost, if it may. */
  static Optional<String> warning(String url) {
    if (url.startsWith(MEMORY)) {
      return Optional.of("The database is in memory only: everything is lost when it stops");
    }
    return isTemporary(url)
        ? Optional.of("The database is among temporary files: everything is lost with them")
        : Optional.empty();
  }

  /** Payara Micro's own default database is, in a directory that each start makes anew. */
  private static boolean isTemporary(String url) {
    return EmbeddedFile.of(url)
        .filter(file -> file.path().startsWith(Path.of(System.getProperty("java.io.tmpdir"))))
        .isPresent();
  }
}
