package io.executions.handlers.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The directory that holds the files that can be run. */
record CommandDirectory(Path path) {
  /** Returns what is wrong with that name now, if anything. */
  Optional<String> fault(String name) {
    if (name.isEmpty()
        || name.equals(".")
        || name.equals("..")
        || name.indexOf('/') >= 0
        || name.indexOf('\0') >= 0) {
      return Optional.of("must be a plain file name");
    }
    try {
      return fault(file(name));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.of("must name a file in the command directory; there is none of that name");
    }
  }

  private Optional<String> fault(Path file) throws IOException {
    Path real = file.toRealPath();
    if (!real.getParent().equals(path.toRealPath())) {
      return Optional.of("must name a file in the command directory; this link leads out of it");
    }
    if (!Files.isRegularFile(real)) {
      return Optional.of("must name a file; this is another kind of entry, such as a directory");
    }
    return Files.isExecutable(real)
        ? Optional.empty()
        : Optional.of(
            "must name a file that the server's user may execute; see its mode (chmod +x)");
  }

  /**
   * Returns the path to run, which keeps the name of a link: some programs act by the name that
   * they are called by.
   */
  Path file(String name) throws IOException {
    return OctetPath.in(path.toRealPath(), name);
  }
}
