package io.executions.database;

import io.executions.settings.EmbeddedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The file of an embedded database that this process has open. Once it was deleted, moved or
 * replaced, this process goes on as before, but no later one will find what it has written. Thread-
 * safe.
 */
public final class OpenFile {
  private static final System.Logger LOG = System.getLogger(OpenFile.class.getName());

  /** Anybody may ask for health as often as they like. */
  private static final long LOOKED_AT_FOR = Duration.ofSeconds(1).toNanos();

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  /** What Linux puts behind the path of an open file that is no longer there. */
  private static final String DELETED = " (deleted)";

  private final Path file;
  private final LongSupplier ticker;
  private Long lookedAt;
  private Optional<String> gone = Optional.empty();

  private OpenFile(Path file, LongSupplier ticker) {
    this.file = file;
    this.ticker = ticker;
  }

  /** Returns the file of the database with that URL, which was just opened, if it has one. */
  public static Optional<OpenFile> of(String url, LongSupplier ticker) {
    return EmbeddedFile.of(url)
        .map(EmbeddedFile::file)
        .filter(Files::exists)
        .map(file -> new OpenFile(real(file), ticker));
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file;
    }
  }

  /** Returns that it is gone and what helps, in words for anybody, if it is; within a second. */
  public synchronized Optional<String> gone() {
    long now = ticker.getAsLong();
    if (lookedAt == null || now - lookedAt >= LOOKED_AT_FOR) {
      lookedAt = now;
      boolean before = gone.isPresent();
      gone = look();
      if (!before) {
        gone.ifPresent(text -> LOG.log(Level.ERROR, text));
      } else if (gone.isEmpty()) {
        LOG.log(Level.INFO, "The file of the embedded database is back: {0}", file);
      }
    }
    return gone;
  }

  private Optional<String> look() {
    Optional<Path> deleted = descriptor(target -> target.equals(file + DELETED));
    if (deleted.isEmpty() && !Files.notExists(file)) {
      return Optional.empty();
    }
    long process = ProcessHandle.current().pid();
    String open =
        deleted
            .or(() -> descriptor(target -> Path.of(target).endsWith(file.getFileName())))
            .map(each -> "as /proc/%d/fd/%s".formatted(process, each.getFileName()))
            .orElse("");
    return Optional.of(
        ("The file of the embedded database is gone: %s. Process %d still has it open %s, and all is"
                + " lost when that ends: halt it (kill -STOP), copy the file, kill it, and put the"
                + " copy in its place before the next start")
            .formatted(file, process, open)
            .replace(" ,", ","));
  }

  /** Where the system does not show open files, nothing is found. */
  private static Optional<Path> descriptor(Predicate<String> target) {
    try (Stream<Path> all = Files.list(DESCRIPTORS)) {
      return all.filter(each -> target.test(target(each))).findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return ""; // closed meanwhile
    }
  }
}
