package io.executions.launch;

import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The directories that this process was started in and from. */
final class StartingPlace {
  private static final String IN_THIS_LOCALE = "cannot be named in this process's locale (LC_ALL)";

  private StartingPlace() {}

  /**
   * Makes sure that they can be named. Where the working directory cannot, Java has no logging.
   *
   * @throws ServerStartException if not
   */
  static void requireNames() throws ServerStartException {
    try {
      Path.of(System.getProperty("user.dir"));
    } catch (InvalidPathException e) {
      throw new ServerStartException("the working directory " + IN_THIS_LOCALE);
    }
    try {
      requireName(
          Path.of(StartingPlace.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (InvalidPathException | URISyntaxException e) {
      throw new ServerStartException("the directory of its JAR " + IN_THIS_LOCALE);
    }
  }

  /** The server takes what follows an exclamation mark for the name of something in the JAR. */
  static void requireName(Path archive) throws ServerStartException {
    if (archive.toString().contains("!")) {
      throw new ServerStartException("its JAR must not have ! in its path: " + archive);
    }
  }
}
