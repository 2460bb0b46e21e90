package io.executions.handlers.command;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Removes a directory and all in it. It does not follow links, and opens directories that the
 * command has closed to itself.
 */
final class Removal extends SimpleFileVisitor<Path> {
  private static final Logger LOG = System.getLogger(Removal.class.getName());

  private Removal() {}

  static void of(Path directory) {
    try {
      Files.walkFileTree(directory, new Removal());
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Cannot remove what a command left: {0}", e.toString());
    }
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    Files.delete(file);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
    if (!Files.isDirectory(file) || Files.isReadable(file)) {
      throw failure;
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    Files.walkFileTree(file, this);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
      throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, IOException failure)
      throws IOException {
    Files.delete(directory);
    return FileVisitResult.CONTINUE;
  }
}
