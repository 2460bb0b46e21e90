package io.executions.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Builds the runnable JAR of another commit, once for each. */
final class Baseline {
  private final Path repository;
  private final Path built;

  Baseline(Path repository, Path built) {
    this.repository = repository;
    this.built = built;
  }

  /** Returns the commit that a branch, a tag or a part of its number means. */
  String commit(String revision) throws IOException, InterruptedException {
    return run(repository, "git", "rev-parse", "--short=10", "--verify", revision + "^{commit}");
  }

  /** Returns whether anything lies in the checkout that is not committed. */
  boolean isChanged() throws IOException, InterruptedException {
    return !run(repository, "git", "status", "--porcelain").isEmpty();
  }

  /** Returns the runnable JAR of that commit. */
  Path archive(String commit) throws IOException, InterruptedException {
    Path archive = built.resolve(commit + ".jar");
    if (!Files.exists(archive)) {
      Files.createDirectories(built);
      Path tree = Files.createTempDirectory(built, "tree-").resolve(commit);
      run(repository, "git", "worktree", "add", "--detach", tree.toString(), commit);
      try {
        run(tree, "mvn", "-B", "-q", "-pl", "execution-web", "-am", "package", "-DskipTests");
        Files.move(tree.resolve("execution-web/target/execution-service.jar"), archive);
      } finally {
        run(repository, "git", "worktree", "remove", "--force", tree.toString());
        Files.delete(tree.getParent());
      }
    }
    return archive;
  }

  private static String run(Path directory, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes()).strip();
    if (process.waitFor() != 0) {
      throw new IOException("Failed: " + List.of(command) + "\n" + output);
    }
    return output;
  }
}
