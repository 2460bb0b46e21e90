package io.executions.launch;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The file of an embedded H2 database. H2 closes its database when it cannot write, and the next
 * connection opens it again. Opened while the disk was still full, it was at times in use for good,
 * by its own process; so it is left alone until there is room.
 *
 * @param path the file, but for its ending
 */
record EmbeddedFile(Path path) {
  private static final String H2 = "jdbc:h2:";

  /** What opening it may write. */
  private static final long ROOM = 4L * 1024 * 1024;

  private static final int CANNOT_WRITE = 90031;

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
}
