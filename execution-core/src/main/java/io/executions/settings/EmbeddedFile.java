package io.executions.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an embedded H2 database keeps what it is given.
 *
 * @param path its file, but for the ending
 */
public record EmbeddedFile(Path path) {
  private static final String H2 = "jdbc:h2:";

  /** Returns the file of the database with that JDBC URL, if it has one by a whole path. */
  public static Optional<EmbeddedFile> of(String url) {
    String place = url.split(";", 2)[0].replaceFirst("^" + H2 + "(file:)?", "");
    return url.startsWith(H2) && place.startsWith("/")
        ? Optional.of(new EmbeddedFile(Path.of(place)))
        : Optional.empty();
  }

  /** Returns the file itself. */
  public Path file() {
    return Path.of(path + ".mv.db");
  }

  /** Returns whether the disk has fewer bytes left; that of no directory is not known. */
  public boolean lacksRoom(long bytes) {
    Path directory = path.getParent();
    return directory.toFile().getUsableSpace() < bytes && directory.toFile().isDirectory();
  }
}
