package io.executions.launch;

import io.executions.settings.EmbeddedFile;
import io.executions.settings.LockedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of the data directory that takes all that the server unpacks. It belongs to one
 * process as long as that lives, and is made anew at each start, so that a killed process leaves
 * nothing behind that counts.
 */
final class ServerDirectory {
  /** Held for as long as the process lives. */
  private static LockedFile held;

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final Path dataDir;
  private final Path folder;

  private ServerDirectory(Path dataDir) {
    this.dataDir = dataDir;
    this.folder = dataDir.resolve("server");
  }

  /**
   * Takes it for this process. What is in it stays as it is.
   *
   * @param dataDir absolute path of the data directory
   * @throws ServerStartException if another process has it, or it cannot be used
   */
  static ServerDirectory take(Path dataDir) throws ServerStartException {
    try {
      create(dataDir);
      lock(dataDir);
      return new ServerDirectory(dataDir);
    } catch (IOException e) {
      throw unusable(dataDir, e);
    }
  }

  /** A directory that is there and not empty is somebody's, who has given it the mode it has. */
  private static void create(Path dataDir) throws IOException {
    if (Files.isDirectory(dataDir) && !isEmpty(dataDir)) {
      return;
    }
    Path there = dataDir;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      throw new NotDirectoryException(there.toString());
    }
    if (!there.equals(dataDir)) {
      makeForOwner(dataDir);
    } else if (Files.getFileStore(there).supportsFileAttributeView("posix")) {
      close(dataDir);
    }
  }

  /** Also where the data directory is open to others, as somebody may have wanted it. */
  private static void makeForOwner(Path directory) throws IOException {
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } else {
      Files.createDirectories(directory);
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> content = Files.list(directory)) {
      return content.findAny().isEmpty();
    }
  }

  private static void close(Path directory) throws IOException {
    String user = System.getProperty("user.name");
    if (Files.getOwner(directory).getName().equals(user)) {
      Files.setPosixFilePermissions(directory, OWNER_ONLY);
    }
  }

  private static void lock(Path dataDir) throws IOException, ServerStartException {
    Path file = dataDir.resolve("server.lock");
    Optional<LockedFile> taken = LockedFile.take(file);
    if (taken.isEmpty()) {
      throw new ServerStartException(
          "the data directory %s is in use by %s".formatted(dataDir, holder(file)));
    }
    held = taken.get();
    byte[] process =
        Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
    held.channel().truncate(0).write(ByteBuffer.wrap(process), 0);
  }

  private static String holder(Path file) throws IOException {
    String process = Files.readString(file, StandardCharsets.ISO_8859_1);
    return process.matches("[0-9]{1,20}") ? "process " + process : "another process";
  }

  /** Returns what is said of an earlier node here whose embedded database is not there any more. */
  Optional<String> lacking(DatabaseSettings database) {
    return EmbeddedFile.of(database.url().value())
        .map(EmbeddedFile::file)
        .filter(file -> Files.notExists(file) && wasUsed())
        .map(
            file ->
                "A node has run in %s before, but its database is not there; an empty one is made: %s"
                    .formatted(dataDir, file));
  }

  private boolean wasUsed() {
    return Files.exists(dataDir.resolve("node")) || Files.exists(folder);
  }

  /** Returns the absolute path of the server's own folder. */
  Path path() {
    return folder;
  }

  /** Returns the absolute path of the folder for temporary files. */
  Path temporary() {
    return folder.resolve("tmp");
  }

  /**
   * Empties it of what an earlier process left.
   *
   * @throws ServerStartException if that cannot be done
   */
  void renew() throws ServerStartException {
    try {
      delete();
      makeForOwner(temporary());
    } catch (IOException e) {
      throw unusable(dataDir, e);
    }
  }

  private void delete() throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> leftovers;
    try (Stream<Path> tree = Files.walk(folder)) {
      leftovers = tree.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path leftover : leftovers) {
      Files.delete(leftover);
    }
  }

  private static ServerStartException unusable(Path dataDir, IOException fault) {
    String place = fault instanceof FileSystemException e ? e.getFile() : dataDir.toString();
    return new ServerStartException(
        "the data directory %s cannot be used: %s: %s".formatted(dataDir, place, reason(fault)));
  }

  private static String reason(IOException fault) {
    if (fault instanceof AccessDeniedException) {
      return "this user may not write there";
    }
    if (fault instanceof NotDirectoryException) {
      return "not a directory";
    }
    if (fault instanceof FileAlreadyExistsException) {
      return "a symbolic link to what is not there";
    }
    if (fault instanceof NoSuchFileException) {
      return "it cannot be made";
    }
    return fault instanceof FileSystemException e && e.getReason() != null
        ? e.getReason()
        : fault.toString();
  }
}
