package io.executions.handlers.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OrphansTest {
  private static final List<String> AS_PROCESS_ONE =
      List.of("unshare", "--user", "--map-root-user", "--pid", "--fork", "--mount-proc");

  @Test
  void doNotStayZombiesWhereTheServerIsProcessOne(@TempDir Path root) throws Exception {
    assumeThat(exitCode("true")).isZero();
    Scene scene = new Scene(root);
    // One stays in the session of the command, the other escapes it.
    scene.script(
        "orphans",
        "(sleep 0.1 & echo $! >%1$s/inside) & (setsid sh -c 'echo $$; exec sleep 0.1' >%1$s/outside &)"
            .formatted(root));
    assertThat(
            exitCode(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens",
                "java.base/java.lang=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ProcessOne.class.getName(),
                root.toString()))
        .isZero();
  }

  private static int exitCode(String... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(AS_PROCESS_ONE);
    words.addAll(List.of(command));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = process.waitFor();
    if (exitCode != 0) {
      System.out.println(said);
    }
    return exitCode;
  }

  /** Runs a command as process 1, and ends when nothing that it has left is a zombie any more. */
  public static final class ProcessOne {
    private ProcessOne() {}

    /** Takes the scene's root. */
    public static void main(String[] root) throws Exception {
      assertThat(ProcessHandle.current().pid()).isEqualTo(1);
      Scene scene = new Scene(Path.of(root[0]));
      scene.run("orphans");
      for (String file : List.of("inside", "outside")) {
        long orphan = scene.pid(file);
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> ProcessEntry.read(orphan).isEmpty());
      }
      scene.handler.close();
    }
  }
}
