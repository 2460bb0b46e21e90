package io.executions.handlers.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.executions.api.PermanentFailureException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandHandlerTest {
  private Scene scene;

  @BeforeEach
  void prepare(@TempDir Path root) throws IOException {
    scene = new Scene(root);
  }

  @AfterEach
  void close() {
    scene.handler.close();
  }

  @Test
  void returnsExitCodeAndBothOutputs() throws Exception {
    scene.script("greet", "echo hello; echo warning >&2");
    JsonObject output = scene.run("greet");
    assertThat(output.keySet()).containsExactly("exitCode", "stdout", "stderr");
    assertThat(output.getInt("exitCode")).isZero();
    assertThat(output.getString("stdout")).isEqualTo("hello\n");
    assertThat(output.getString("stderr")).isEqualTo("warning\n");
  }

  @Test
  void passesArgumentsVerbatim() throws Exception {
    scene.script("print", "for arg do printf '<%s>' \"$arg\"; done");
    assertThat(
            scene
                .run("print", "a b", "", "'\"`", "line\nfeed\n", "$(id) $HOME *", "-n", "ä€😀\\n")
                .getString("stdout"))
        .isEqualTo("<a b><><'\"`><line\nfeed\n><$(id) $HOME *><-n><ä€😀\\n>");
  }

  @Test
  void passesArgumentsVerbatimWhereTheLocaleIsNotUtf8() throws Exception {
    scene.script("dümp", "printf '<%s>' \"$@\" | od -An -v -tx1; tr '\\0' '\\n' </proc/$$/environ");
    ProcessBuilder builder =
        OtherServer.start(
            scene.commands, scene.data, 7, "d\\374mp", "\\344\\\\n\\n", "\\\\044(id) a'b\"");
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    List<String> lines = process.inputReader(StandardCharsets.US_ASCII).lines().toList();
    assertThat(process.waitFor()).isZero();
    byte[] passed = "<ä\\n\n><\\044(id) a'b\">".getBytes(StandardCharsets.UTF_8);
    String dump = lines.stream().filter(line -> line.startsWith(" ")).collect(Collectors.joining());
    assertThat(dump.replace(" ", "")).isEqualTo(HexFormat.of().formatHex(passed));
    assertThat(lines)
        .filteredOn(line -> line.contains("="))
        .map(line -> line.replaceFirst("=.*", ""))
        .containsExactlyInAnyOrder("PATH", "HOME", "LANG", "EXECUTION_ID", "EXECUTION_ATTEMPT");
  }

  @Test
  void tellsWhatIsWrongWithAFileWhereTheLocaleIsNotUtf8Either() throws Exception {
    scene.script("größe", "echo 'passt nicht' >&2; exit 3");
    ProcessBuilder builder =
        OtherServer.start(scene.commands, scene.data, 7, "gr\\366\\337e").redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    assertThat(process.inputReader(StandardCharsets.US_ASCII).lines())
        .anyMatch(line -> line.endsWith("exited with 3: passt nicht"));
    assertThat(process.waitFor()).isEqualTo(1);
  }

  @Test
  void givesExactlyFiveVariables() throws Exception {
    scene.script("variables", "tr '\\0' '\\n' </proc/$$/environ");
    assertThat(scene.run("variables").getString("stdout").lines())
        .contains("EXECUTION_ID=7", "EXECUTION_ATTEMPT=1", "PATH=" + System.getenv("PATH"))
        .map(line -> line.replaceFirst("=.*", ""))
        .containsExactlyInAnyOrder("PATH", "HOME", "LANG", "EXECUTION_ID", "EXECUTION_ATTEMPT");
  }

  @Test
  void givesAnEmptyStdinAndAPrivateDirectoryThatIsRemovedAfterwards() throws Exception {
    scene.script("look", "cat; pwd; mkdir -p a/b; ln -s / a/link; : >a/b/c; chmod 0 a/b");
    Path work = Path.of(scene.run("look").getString("stdout").strip());
    assertThat(work).startsWithRaw(scene.data).doesNotExist();
    assertThat(work.getParent()).doesNotExist();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(scene.data)))
        .isEqualTo("rwx------");
  }

  @Test
  void keepsTheFirst64KibOfBothOutputsWithoutADeadlock() throws Exception {
    scene.script("flood", "seq 1 300000 & seq 1 300000 >&2; wait");
    String all =
        Stream.iterate(1, i -> i + 1)
            .limit(20_000)
            .map(i -> i + "\n")
            .collect(Collectors.joining());
    JsonObject output = scene.run("flood");
    assertThat(output.getString("stdout")).isEqualTo(all.substring(0, 65_536));
    assertThat(output.getString("stderr")).isEqualTo(all.substring(0, 65_536));
    assertThat(output.getBoolean("truncated")).isTrue();
  }

  @Test
  void doesNotCallWholeOutputTruncated() throws Exception {
    scene.script("full", "head -c 65536 /dev/zero | tr '\\0' x");
    JsonObject full = scene.run("full");
    assertThat(full.getString("stdout")).isEqualTo("x".repeat(65_536));
    assertThat(full).doesNotContainKey("truncated");
    scene.script("more", "head -c 65537 /dev/zero | tr '\\0' x >&2");
    assertThat(scene.run("more").getBoolean("truncated")).isTrue();
  }

  @Test
  void cutsBetweenCharacters() throws Exception {
    scene.script("umlauts", "printf x; yes ä | head -n 40000 | tr -d '\\n'");
    JsonObject output = scene.run("umlauts");
    assertThat(output.getString("stdout")).isEqualTo("x" + "ä".repeat(32_767));
    assertThat(output).doesNotContainKey("stdoutBase64");
  }

  @Test
  void keepsWhatIsNoUtf8AsBase64() throws Exception {
    scene.script("binary", "printf 'a\\377b\\303'; printf 'ä' >&2");
    JsonObject output = scene.run("binary");
    assertThat(Base64.getDecoder().decode(output.getString("stdout")))
        .containsExactly('a', 0xff, 'b', 0xc3);
    assertThat(output.getBoolean("stdoutBase64")).isTrue();
    assertThat(output.getString("stderr")).isEqualTo("ä");
    assertThat(output).doesNotContainKeys("stderrBase64", "truncated");
  }

  @Test
  void keepsWhatAFailingCommandPrinted() throws IOException {
    scene.script("fail", "echo so far; echo why >&2; exit 3");
    assertThatThrownBy(() -> scene.run("fail"))
        .isInstanceOfSatisfying(
            CommandFailedException.class,
            failure ->
                assertThat(failure.output().orElseThrow())
                    .hasToString(
                        "{\"exitCode\":3,\"stdout\":\"so far\\n\",\"stderr\":\"why\\n\"}"));
  }

  @Test
  void failsWithTheRealLastLineOfStderr() throws IOException {
    scene.script(
        "fail", "seq 1 100000 >&2; printf '\\033[31mno\\tspace\\033[0m\\n\\n' >&2; exit 3");
    assertThatThrownBy(() -> scene.run("fail"))
        .isInstanceOf(CommandFailedException.class)
        .hasMessage("fail exited with 3: no space");
    scene.script("silent", "exit 4");
    assertThatThrownBy(() -> scene.run("silent")).hasMessage("silent exited with 4");
    scene.script("long", "yes | head -n 100000 | tr -d '\\n' >&2; exit 5");
    assertThatThrownBy(() -> scene.run("long"))
        .hasMessageStartingWith("long exited with 5: yyy")
        .hasMessageEndingWith("y…");
  }

  @Test
  void tellsWhichSignalEndedIt() throws IOException {
    scene.script("suicide", "kill -SEGV $$");
    assertThatThrownBy(() -> scene.run("suicide"))
        .hasMessage("suicide exited with 139 (signal SEGV)");
  }

  @Test
  void tellsWhyItCouldNotBeStarted() throws IOException {
    Scene.executable(scene.commands.resolve("lost"), "#!/no/interpreter\n");
    assertThatThrownBy(() -> scene.run("lost"))
        .hasMessage(
            "lost could not be started: its interpreter is missing (No such file or directory)");
    Scene.executable(scene.commands.resolve("loop"), "#!/etc/passwd\n");
    assertThatThrownBy(() -> scene.run("loop"))
        .hasMessage("loop could not be started: Permission denied");
  }

  @Test
  void failsForGoodWhenTheFileWasSwappedAfterTheCheck() throws Exception {
    Path file = scene.script("swapped", ":");
    assertThat(scene.handler.check(Scene.input("swapped"))).isEmpty();
    Files.delete(file);
    assertThatThrownBy(() -> scene.run("swapped"))
        .isInstanceOf(PermanentFailureException.class)
        .hasMessageContaining(
            "/name must name a file in the command directory; there is none of that name");
    Files.createSymbolicLink(file, Path.of("/bin/true"));
    assertThatThrownBy(() -> scene.run("swapped")).isInstanceOf(PermanentFailureException.class);
  }

  @Test
  void leavesNoProcessThreadOrFileAfterManyRuns() throws Exception {
    scene.script("short", "echo $1");
    scene.run("short", "warm-up");
    long children = ProcessHandle.current().children().count();
    int open = openFiles();
    Set<Thread> threads = threads();
    for (String arg : Collections.nCopies(50, "again")) {
      assertThat(scene.run("short", arg).getString("stdout")).isEqualTo("again\n");
    }
    assertThat(ProcessHandle.current().children().count()).isEqualTo(children);
    assertThat(openFiles()).isLessThanOrEqualTo(open + 2);
    assertThat(threads).containsAll(threads());
    await()
        .ignoreExceptions() // a walk while they are removed
        .untilAsserted(() -> assertThat(left()).hasSize(5).contains("lock", "pipes"));
    scene.handler.close();
    assertThat(scene.data.resolve("commands")).isEmptyDirectory();
  }

  @Test
  void runsOnWhenSomebodyHasClearedItsPipes() throws Exception {
    scene.script("short", "echo $1");
    scene.run("short", "first");
    try (Stream<Path> places = Files.list(scene.data.resolve("commands"));
        Stream<Path> pipes = Files.list(places.findAny().orElseThrow().resolve("pipes"))) {
      for (Path pipe : pipes.toList()) {
        Files.delete(pipe);
      }
    }
    assertThat(scene.run("short", "second").getString("stdout")).isEqualTo("second\n");
  }

  /** Returns all below the data directory but the pipes that nobody has used yet. */
  private List<String> left() throws IOException {
    try (Stream<Path> paths = Files.walk(scene.data)) {
      return paths
          .filter(path -> !path.getParent().endsWith("pipes"))
          .map(path -> path.getFileName().toString())
          .toList();
    }
  }

  // The JDK keeps its own threads that wait for processes for a minute, the handler its own for
  // some seconds.
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.getName().startsWith("process reaper"))
        .filter(thread -> !thread.getName().startsWith("execution-command-"))
        .collect(Collectors.toSet());
  }

  private static int openFiles() {
    return Objects.requireNonNull(Path.of("/proc/self/fd").toFile().list()).length;
  }
}
