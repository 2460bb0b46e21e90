package io.executions.launch;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The file of an embedded H2 database, as whoever opens it has to treat it. H2 closes its database
 * when it cannot write, and the next connection opens it again. Where that fails, because the disk
 * is still full, H2 forgets the file with its lock on it, and finds it in use from then on.
 *
 * @param path the file, but for its ending
 */
record EmbeddedFile(Path path) {
  private static final String H2 = "jdbc:h2:";

  /** What opening it may write. */
  private static final long ROOM = 4L * 1024 * 1024;

  private static final int CANNOT_WRITE = 90031;
  private static final int IN_USE = 90020;

  /** Returns the file of the database with that URL, if it has one. */
  static Optional<EmbeddedFile> of(String url) {
    String place = url.split(";", 2)[0].replaceFirst("^" + H2 + "(file:)?", "");
    return url.startsWith(H2) && place.startsWith("/")
        ? Optional.of(new EmbeddedFile(Path.of(place)))
        : Optional.empty();
  }

  /**
   * Does nothing unless the disk is full.
   *
   * @throws SQLException if it is
   */
  void requireRoom() throws SQLException {
    Path directory = path.getParent();
    long free = directory.toFile().getUsableSpace();
    if (directory.toFile().isDirectory() && free < ROOM) {
      throw new SQLException(
          "No space is left on the disk of the embedded database", "HY000", CANNOT_WRITE);
    }
  }

  /** Closes files that were forgotten, if one of them is why the database was found in use. */
  static void closeForgotten(SQLException failure) {
    if (failure.getErrorCode() == IN_USE) {
      // Nothing holds such a file any more, and nothing but the collector closes it.
      System.gc();
    }
  }
}
