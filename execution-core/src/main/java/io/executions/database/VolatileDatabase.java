package io.executions.database;

import io.executions.settings.EmbeddedFile;
import java.nio.file.Path;
import java.util.Optional;

/** Where an embedded database keeps what it is given. */
final class DatabasePlace {
  private static final String MEMORY = "jdbc:h2:mem:";

  /** For what runs to end, and for beats. H2 closes itself when it cannot write. */
  private static final long ROOM = 32L * 1024 * 1024;

  /** Set by a launcher that has a database for this application. */
  private static final String PLACE = "io.executions.database";

  private DatabasePlace() {}

  /** Returns which database it is that was not reached yet, where that is known; else nothing. */
  static String notReached() {
    String place = System.getProperty(PLACE);
    return place == null ? "" : " (the database is %s)".formatted(place);
  }

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

  /** Returns whether the disk of an embedded database is nearly full; no other's is known. */
  static boolean lacksRoom(String url) {
    return EmbeddedFile.of(url).filter(file -> file.lacksRoom(ROOM)).isPresent();
  }
}
