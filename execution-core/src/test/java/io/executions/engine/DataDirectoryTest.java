package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path parent;

  private DataDirectory directory;
  private DataDirectory other;

  @BeforeEach
  void name() {
    directory = new DataDirectory(parent.resolve("a/data"));
    other = new DataDirectory(parent.resolve("a/../a/data"));
  }

  @AfterEach
  void close() {
    directory.close();
    other.close();
  }

  @Test
  void hasTheSameIdAtEachBoot() {
    String id = directory.lock().orElseThrow();
    assertThat(UUID.fromString(id)).hasToString(id);
    directory.close();
    assertThat(other.lock()).contains(id);
  }

  @Test
  void isForItsOwnerOnly() throws IOException {
    directory.lock();
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(parent.resolve("a/data"))))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(parent.resolve("a/data/node"))))
        .isEqualTo("rw-------");
  }

  @Test
  void givesAFreshIdWhenTheFileWasCutShort() throws IOException {
    String id = directory.lock().orElseThrow();
    directory.close();
    Files.writeString(parent.resolve("a/data/node"), id.substring(0, 7));
    assertThat(directory.lock()).get().asString().hasSize(36).isNotEqualTo(id);
  }

  @Test
  void provesNothingToASecondNodeOfTheProcess() {
    directory.lock();
    assertThat(other.lock()).isEmpty();
    directory.close();
    assertThat(other.lock()).isPresent();
  }

  @Test
  void provesNothingToAnotherProcessAlsoAfterASecondNodeHasTriedHere() throws Exception {
    String id = directory.lock().orElseThrow();
    other.lock();
    other.close();
    assertThat(lockOfAnotherProcess()).isEqualTo("Optional.empty");
    directory.close();
    assertThat(lockOfAnotherProcess()).isEqualTo(Optional.of(id).toString());
  }

  @Test
  void provesNothingWhenItCannotBeMade() throws IOException {
    Files.writeString(parent.resolve("a"), "a file");
    assertThat(directory.lock()).isEmpty();
  }

  private String lockOfAnotherProcess() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                parent.resolve("a/data").toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes()).strip();
    assertThat(process.waitFor()).isZero();
    return output;
  }

  /** Tries the lock, prints what it got, and ends. */
  static final class OtherProcess {
    private OtherProcess() {}

    public static void main(String[] arguments) {
      System.out.println(new DataDirectory(Path.of(arguments[0])).lock());
    }
  }
}
