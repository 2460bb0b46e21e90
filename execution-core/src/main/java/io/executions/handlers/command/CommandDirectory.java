package io.executions.handlers.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The directory that holds all that can be run. */
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
    return isExecutable(name)
        ? Optional.empty()
        : Optional.of("must name an executable file in the command directory");
  }

  /**
   * Returns the path to run, which keeps the name of a link: some programs act by the name that
   * they are called by.
   */
  Path file(String name) throws IOException {
    return path.toRealPath().resolve(name);
  }

  private boolean isExecutable(String name) {
    try {
      Path real = file(name).toRealPath();
      return real.getParent().equals(path.toRealPath())
          && Files.isRegularFile(real)
          && Files.isExecutable(real);
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }
}
