package io.executions.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files with classes that a server has unpacked for the application that this class is in.
 * Classes are loaded from them when they are first used, so that an application whose files were
 * deleted goes on for a while and then fails bit by bit. Immutable.
 */
final class ApplicationFiles {
  private static final Path CLASSES = Path.of("WEB-INF");

  private final List<Path> files;

  ApplicationFiles(Path directory) throws IOException {
    try (Stream<Path> tree = Files.walk(directory)) {
      files = tree.filter(ApplicationFiles::holdsClasses).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Returns those of this application; empty where the server keeps them in another way. */
  static Optional<ApplicationFiles> ofThisOne() throws IOException {
    Optional<Path> directory = ownArchive().flatMap(ApplicationFiles::classesAround);
    return directory.isEmpty()
        ? Optional.empty()
        : Optional.of(new ApplicationFiles(directory.get()));
  }

  /** Returns the first of them that is not there any more, if one is not. */
  Optional<Path> missing() {
    return files.stream().filter(Files::notExists).findFirst();
  }

  private static boolean holdsClasses(Path file) {
    String name = file.getFileName().toString();
    return (name.endsWith(".class") || name.endsWith(".jar")) && Files.isRegularFile(file);
  }

  private static Optional<Path> ownArchive() {
    CodeSource source = ApplicationFiles.class.getProtectionDomain().getCodeSource();
    URL place = source == null ? null : source.getLocation();
    if (place == null || !place.getProtocol().equals("file")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(place.toURI()));
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
      return Optional.empty();
    }
  }

  private static Optional<Path> classesAround(Path archive) {
    return Stream.iterate(archive, each -> each != null, Path::getParent)
        .filter(each -> CLASSES.equals(each.getFileName()))
        .findFirst();
  }
}
