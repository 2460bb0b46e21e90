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

class DamageTest {
  @TempDir Path application;

  private long now = -7;
  private final Damage damage = new Damage(() -> now);

  @Test
  void isNoneAtFirst() {
    assertThat(damage.text()).isEmpty();
  }

  @Test
  void isWhenAnyFileIsMissingWithinASecond() throws IOException {
    Path one = Files.createDirectories(application.resolve("classes/io")).resolve("One.class");
    Files.createFile(one);
    Files.createFile(application.resolve("two.jar"));
    damage.watch(Optional.of(new ApplicationFiles(application)));
    assertThat(damage.text()).isEmpty();

    Files.delete(one);
    now += Duration.ofSeconds(1).toNanos();
    assertThat(damage.text()).contains("Files of the application are missing");

    Files.createFile(one);
    now += Duration.ofSeconds(1).toNanos();
    assertThat(damage.text()).isEmpty();
  }

  @Test
  void isForGoodWhenARequestHasFoundAClassMissing() {
    damage.classesMissing(new ClassesMissing(new NoClassDefFoundError("io/executions/Some")));

    assertThat(damage.text()).contains("Classes of the application are missing");
  }

  @Test
  void isWhileRequestsAreNotAnswered() {
    damage.setAnswering(false);
    assertThat(damage.text()).contains("Requests are not answered");
    damage.setAnswering(true);
    assertThat(damage.text()).isEmpty();
  }
}
