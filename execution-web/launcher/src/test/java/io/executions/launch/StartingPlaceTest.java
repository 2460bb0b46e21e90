package io.executions.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartingPlaceTest {
  @TempDir Path parent;

  @Test
  void isFineHere() throws ServerStartException {
    StartingPlace.requireNames();
  }

  @Test
  void isNoPathThatTheServerTakesForOneWithinTheArchive() {
    assertThatThrownBy(() -> StartingPlace.requireName(Path.of("/srv/new!/execution-service.jar")))
        .hasMessage("its JAR must not have ! in its path: /srv/new!/execution-service.jar");
  }

  @Test
  void isNoDirectoryThatTheLocaleCannotName() throws Exception {
    Path directory = Files.createDirectory(parent.resolve("gr\u00fcn"));
    ProcessBuilder start =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName())
            .directory(directory.toFile())
            .redirectErrorStream(true);
    start.environment().put("LC_ALL", "C");

    Process process = start.start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(told.lines())
        .containsExactly(
            "The service cannot start: the working directory cannot be named in this process's"
                + " locale (LC_ALL)");
    assertThat(directory).isEmptyDirectory();
  }
}
