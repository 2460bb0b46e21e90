package io.executions.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProcessSecretsTest {
  @Test
  void areReadByNobodyElseAndStillKnownHere() throws Exception {
    List<String> lines = run("own", "EXECUTION_ADMIN_TOKEN", "EXECUTION_DB_PASSWORD", "DB_TOKEN");
    assertThat(lines)
        .containsExactlyInAnyOrder(
            "still seen: []",
            "known here: s3cret-ADMIN_TOKEN s3cret-property",
            "EXECUTION_ADMIN_TOKEN=",
            "EXECUTION_DB_PASSWORD=",
            "DB_TOKEN=s3cret-DB_TOKEN",
            "PLAIN=seen",
            "-DEXECUTION_VIEWER_TOKEN=");
  }

  @Test
  void ofOthersAreHiddenOnlyWhereTheProcessIsOurs() throws Exception {
    assertThat(run("all", "DB_TOKEN", "AWS_SECRET_ACCESS_KEY", "MYSQL_PWD"))
        .contains("DB_TOKEN=", "AWS_SECRET_ACCESS_KEY=", "MYSQL_PWD=", "PLAIN=seen")
        .noneMatch(line -> line.startsWith("AWS") && line.contains("s3cret"));
  }

  private static List<String> run(String which, String... names) throws Exception {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.add("-DEXECUTION_VIEWER_TOKEN=s3cret-property");
    words.addAll(List.of(Process.class.getName(), which));
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().clear();
    for (String name : names) {
      builder.environment().put(name, "s3cret-" + name.replace("EXECUTION_", ""));
    }
    builder.environment().put("PLAIN", "seen");
    java.lang.Process process = builder.start();
    List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
    assertThat(process.waitFor()).isZero();
    return lines;
  }

  /** A process with secrets in its environment, which tells what others can read of it. */
  public static final class Process {
    private Process() {}

    /** Hides its own secrets or all. */
    public static void main(String[] which) throws IOException {
      Set<String> seen =
          which[0].equals("own") ? ProcessSecrets.hideOwn() : ProcessSecrets.hideAll();
      System.out.println("still seen: " + seen);
      System.out.println(
          "known here: %s %s"
              .formatted(
                  System.getenv("EXECUTION_ADMIN_TOKEN"),
                  System.getProperty("EXECUTION_VIEWER_TOKEN")));
      for (String file : new String[] {"environ", "cmdline"}) {
        for (String item : Files.readString(Path.of("/proc/self", file)).split("\0")) {
          if (item.matches("(?s)(-D)?[A-Z_]+=.*")) {
            System.out.println(item);
          }
        }
      }
    }
  }
}
