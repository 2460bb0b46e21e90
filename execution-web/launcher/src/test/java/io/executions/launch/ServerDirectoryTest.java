package io.executions.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.executions.settings.SettingsParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerDirectoryTest {
  @TempDir Path parent;

  private Path dataDir;

  @BeforeEach
  void name() {
    dataDir = parent.resolve("some/data");
  }

  @Test
  void belongsToOneProcessUntilThatEndsAndSaysToWhich() throws Exception {
    Process holder = another();
    assertThat(firstLine(holder)).isEqualTo("taken");

    assertThatThrownBy(() -> ServerDirectory.take(dataDir))
        .isInstanceOf(ServerStartException.class)
        .hasMessage("the data directory %s is in use by process %d", dataDir, holder.pid());

    holder.destroyForcibly().waitFor();
    Process next = another();
    assertThat(firstLine(next)).isEqualTo("taken");
    assertThat(dataDir.resolve("server.lock")).hasContent(Long.toString(next.pid()));
    next.destroyForcibly().waitFor();
  }

  @Test
  void keepsWhatIsInItUntilItIsRenewed() throws Exception {
    Path unpacked = Files.createDirectories(dataDir.resolve("server/runtime")).resolve("a.jar");
    Files.createFile(unpacked);

    ServerDirectory directory = ServerDirectory.take(dataDir);
    assertThat(unpacked).exists();
    directory.renew();

    assertThat(unpacked).doesNotExist();
    assertThat(directory.temporary()).isEmptyDirectory();
  }

  @Test
  void isForItsOwnerOnly() throws Exception {
    Files.createDirectories(dataDir);
    Files.setPosixFilePermissions(dataDir, PosixFilePermissions.fromString("rwxr-xr-x"));
    ServerDirectory.take(dataDir);
    assertThat(mode(dataDir)).isEqualTo("rwx------");
    ServerDirectory.take(parent.resolve("new/one"));
    assertThat(mode(parent.resolve("new/one"))).isEqualTo("rwx------");
  }

  @Test
  void leavesADirectoryThatHoldsMoreTheModeThatItHas() throws Exception {
    Files.createDirectories(dataDir);
    Files.createFile(dataDir.resolve("somebody's file"));
    Files.setPosixFilePermissions(dataDir, PosixFilePermissions.fromString("rwxr-xr-x"));
    ServerDirectory.take(dataDir);
    assertThat(mode(dataDir)).isEqualTo("rwxr-xr-x");
  }

  @Test
  void unpacksForItsOwnerOnlyAlsoWhereOthersMayLook() throws Exception {
    Files.createDirectories(dataDir);
    Files.createFile(dataDir.resolve("somebody's file"));
    ServerDirectory directory = ServerDirectory.take(dataDir);
    directory.renew();
    assertThat(mode(directory.path())).isEqualTo("rwx------");
    assertThat(mode(directory.temporary())).isEqualTo("rwx------");
  }

  @Test
  void tellsOfADatabaseThatIsNotThereAnyMore() throws Exception {
    ServerDirectory directory = ServerDirectory.take(dataDir);
    assertThat(directory.lacking(database())).isEmpty();

    Files.createFile(dataDir.resolve("node"));
    assertThat(directory.lacking(database()).orElseThrow())
        .contains(dataDir.toString())
        .endsWith("an empty one is made: " + dataDir.resolve("executions.mv.db"));

    Files.createFile(dataDir.resolve("executions.mv.db"));
    assertThat(directory.lacking(database())).isEmpty();
  }

  private DatabaseSettings database() {
    return ServerSettings.read(new SettingsParser(name -> Optional.empty()), dataDir).database();
  }

  @Test
  void isNoLinkToNowhere() throws IOException {
    Files.createDirectories(dataDir.getParent());
    Files.createSymbolicLink(dataDir, parent.resolve("nowhere"));
    assertThatThrownBy(() -> ServerDirectory.take(dataDir))
        .hasMessage(
            "the data directory %s cannot be used: %s: a symbolic link to what is not there",
            dataDir, dataDir);
  }

  @Test
  void isNoFile() throws IOException {
    Files.createDirectories(dataDir.getParent());
    Files.createFile(dataDir);
    for (Path place : new Path[] {dataDir, dataDir.resolve("below")}) {
      assertThatThrownBy(() -> ServerDirectory.take(place))
          .hasMessage("the data directory %s cannot be used: %s: not a directory", place, dataDir);
    }
  }

  @Test
  void cannotBeWhereThisUserMayNotWrite() throws IOException {
    Files.createDirectories(dataDir);
    Files.createFile(dataDir.resolve("somebody's file"));
    Files.setPosixFilePermissions(dataDir, PosixFilePermissions.fromString("r-x------"));
    assumeFalse(Files.isWritable(dataDir), "the superuser may write everywhere");
    assertThatThrownBy(() -> ServerDirectory.take(dataDir))
        .hasMessage(
            "the data directory %s cannot be used: %s: this user may not write there",
            dataDir, dataDir.resolve("server.lock"));
  }

  @Test
  void cannotBeWhereNobodyMayWrite() {
    Path place = Path.of("/proc/data");
    assertThatThrownBy(() -> ServerDirectory.take(place))
        .isInstanceOf(ServerStartException.class)
        .hasMessage("the data directory /proc/data cannot be used: /proc/data: it cannot be made");
  }

  @Test
  void hasANameThatTheFileSystemCanHold() {
    Path place = parent.resolve("x".repeat(256));
    assertThatThrownBy(() -> ServerDirectory.take(place))
        .hasMessage("the data directory %s cannot be used: %s: File name too long", place, place);
  }

  private Process another() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            OtherProcess.class.getName(),
            dataDir.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String firstLine(Process process) throws IOException {
    return process.inputReader(StandardCharsets.US_ASCII).readLine();
  }

  private static String mode(Path directory) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory));
  }

  /** Takes the directory, forgets what it got, lets the collector find that, and stays. */
  static final class OtherProcess {
    private OtherProcess() {}

    public static void main(String[] arguments) throws Exception {
      ServerDirectory.take(Path.of(arguments[0]));
      System.gc();
      Thread.sleep(100);
      System.gc();
      System.out.println("taken");
      Thread.sleep(60_000);
    }
  }
}
