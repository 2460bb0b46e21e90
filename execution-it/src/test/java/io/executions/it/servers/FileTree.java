package io.executions.it.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Directories with all that is in them, and the lines of files. */
public final class FileTree {
  private FileTree() {}

  /** Removes a directory and makes it a copy of another. */
  static void replace(Path copy, Path original) throws IOException {
    remove(copy);
    Files.createDirectories(copy.getParent());
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, copy.resolve(original.relativize(file).toString()));
      }
    }
  }

  /** Removes a directory, if it is there. */
  public static void remove(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(file);
      }
    }
  }

  /** Returns the lines with a match of the pattern; none while the file is not there. */
  static List<String> lines(Path file, String pattern) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(Pattern.compile(pattern).asPredicate()).toList();
    }
  }
}
