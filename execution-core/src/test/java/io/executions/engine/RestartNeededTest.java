package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.port.ClassesMissing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartNeededTest {
  @TempDir Path application;

  private long now = -7;
  private final RestartNeeded restartNeeded = new RestartNeeded(() -> now);

  @Test
  void isNoneAtFirst() {
    assertThat(restartNeeded.text()).isEmpty();
  }

  @Test
  void isWhenAnyFileIsMissingWithinASecond() throws IOException {
    Path one = Files.createDirectories(application.resolve("classes/io")).resolve("One.class");
    Files.createFile(one);
    Files.createFile(application.resolve("two.jar"));
    restartNeeded.watch(Optional.of(new ApplicationFiles(application)));
    assertThat(restartNeeded.text()).isEmpty();

    Files.delete(one);
    now += Duration.ofSeconds(1).toNanos();
    assertThat(restartNeeded.text()).contains("Files of the application are missing");

    Files.createFile(one);
    now += Duration.ofSeconds(1).toNanos();
    assertThat(restartNeeded.text()).isEmpty();
  }

  @Test
  void isForGoodWhenARequestHasFoundAClassMissing() {
    restartNeeded.classesMissing(
        new ClassesMissing(new NoClassDefFoundError("io/executions/Some")));

    assertThat(restartNeeded.text()).contains("Classes of the application are missing");
  }

  @Test
  void isWhileRequestsAreNotAnswered() {
    restartNeeded.setAnswering(false);
    assertThat(restartNeeded.text()).contains("Requests are not answered");
    restartNeeded.setAnswering(true);
    assertThat(restartNeeded.text()).isEmpty();
  }
}
