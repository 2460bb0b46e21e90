package io.executions.it.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A local repository of Maven that has all of the user's own but what this project makes. Its
 * folders are links into that one, so that nothing is fetched twice.
 */
record LocalRepository(Path root) {
  /** What is made here, as folders. */
  private static final List<Path> MADE_HERE =
      List.of(Path.of("io/executions"), Path.of("com/example"));

  /** Makes one in an empty directory. */
  static LocalRepository without(Path own, Path root) throws IOException {
    link(own, root, Path.of(""));
    return new LocalRepository(root);
  }

  private static void link(Path from, Path to, Path folder) throws IOException {
    Files.createDirectories(to.resolve(folder));
    try (Stream<Path> content = Files.list(from.resolve(folder))) {
      for (Path there : content.toList()) {
        Path path = folder.resolve(there.getFileName().toString());
        if (MADE_HERE.stream().anyMatch(made -> made.getParent().equals(path))) {
          link(from, to, path);
        } else if (!MADE_HERE.contains(path)) {
          Files.createSymbolicLink(to.resolve(path), there);
        }
      }
    }
  }

  /** Removes the links, so that whoever empties the directory cannot get through one. */
  void unlink() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path link : all.filter(Files::isSymbolicLink).toList()) {
        Files.delete(link);
      }
    }
  }

  /** Returns the names of this project's artifacts that were installed here. */
  List<String> installed() throws IOException {
    Path made = root.resolve("io/executions");
    if (!Files.exists(made)) {
      return List.of();
    }
    try (Stream<Path> artifacts = Files.list(made)) {
      return artifacts.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
