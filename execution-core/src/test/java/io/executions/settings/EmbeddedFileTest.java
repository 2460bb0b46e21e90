package io.executions.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedFileTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:/var/lib/executions",
        "jdbc:h2:file:/var/lib/executions",
        "jdbc:h2:file:/var/lib/executions;WRITE_DELAY=0;INIT=SET MODE REGULAR"
      })
  void isTheOneOfTheUrl(String url) {
    assertThat(EmbeddedFile.of(url)).contains(new EmbeddedFile(Path.of("/var/lib/executions")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:mem:/executions",
        "jdbc:h2:tcp://db/executions",
        "jdbc:h2:~/executions",
        "jdbc:h2:./executions",
        "jdbc:mariadb://db/executions",
        "jdbc:postgresql:/executions"
      })
  void isNoneWhereNoWholePathIsTold(String url) {
    assertThat(EmbeddedFile.of(url)).isEmpty();
  }

  @Test
  void lacksRoomWhereTheDiskHasLessLeft(@TempDir Path directory) {
    EmbeddedFile file = new EmbeddedFile(directory.resolve("executions"));

    assertThat(file.lacksRoom(1)).isFalse();
    assertThat(file.lacksRoom(Long.MAX_VALUE)).isTrue();
  }

  @Test
  void lacksNothingThatIsKnownWhereItsDirectoryIsMissing(@TempDir Path directory) {
    EmbeddedFile file = new EmbeddedFile(directory.resolve("missing/executions"));

    assertThat(file.lacksRoom(Long.MAX_VALUE)).isFalse();
  }
}
