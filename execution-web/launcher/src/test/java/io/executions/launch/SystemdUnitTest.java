package io.executions.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.executions.settings.Settings;
import io.executions.settings.SettingsParser;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit in {@code examples}, as far as it can be tried without systemd as the first process. */
class SystemdUnitTest {
  private static final Path UNIT = Path.of("..", "..", "examples", "execution-service.service");

  @TempDir private Path directory;

  @Test
  void systemdFindsNothingWrongWithTheUnit() throws Exception {
    String analyzer = "systemd-analyze";
    assumeTrue(isInstalled(analyzer), analyzer + " is not installed, so nobody verifies the unit");
    // Its program need not be on this host, nor the user.
    String unit =
        String.join("\n", lines())
            .replaceAll("(?m)^ExecStart=\\S+", "ExecStart=/bin/true")
            .replaceAll("(?m)^(User|Group)=.*$", "$1=root");
    Path copy = Files.writeString(directory.resolve(UNIT.getFileName()), unit);

    Process process =
        new ProcessBuilder(analyzer, "verify", "--man=no", copy.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    // Of a key that it does not know, it only warns.
    assertThat(said.lines().filter(line -> line.contains(UNIT.getFileName().toString()))).isEmpty();
    assertThat(process.waitFor()).as(said).isZero();
  }

  @Test
  void systemdWaitsLongerThanTheShutdownTakes() throws IOException {
    Duration grace = Settings.read(new SettingsParser(name -> Optional.empty())).shutdownGrace();

    assertThat(Duration.ofSeconds(Long.parseLong(value("TimeoutStopSec"))))
        .isGreaterThanOrEqualTo(grace.plusSeconds(30));
  }

  @Test
  void systemdTakesTheExitCodesForWhatTheyAre() throws IOException {
    assertThat(value("SuccessExitStatus")).isEqualTo("143");
    assertThat(value("Restart")).isEqualTo("on-failure");
    assertThat(value("RestartPreventExitStatus").split(" "))
        .contains(String.valueOf(UnusableDatabase.UNFIT))
        .doesNotContain(String.valueOf(UnusableDatabase.LOST));
  }

  private static String value(String key) throws IOException {
    return lines().stream()
        .filter(line -> line.startsWith(key + "="))
        .reduce((one, other) -> other)
        .orElseThrow()
        .substring(key.length() + 1);
  }

  private static List<String> lines() throws IOException {
    return Files.readAllLines(UNIT);
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }
}
