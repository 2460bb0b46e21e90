package io.executions.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runnable JAR meets the tables of another version of the service. */
class AnotherVersionIT {
  private static final Duration MOMENT = Duration.ofSeconds(60);
  private static final String CHANGE =
      "UPDATE \"execution_schema_history\" SET \"checksum\" = \"checksum\" + 1";

  @Test
  void endsAndSaysWhatItMetAndChangesNothing(@TempDir Path home) throws Exception {
    Installation installation = new Installation(home);
    try (ServiceProcess process = installation.start().awaitReady()) {
      process.terminate();
      assertThat(process.awaitExit(MOMENT)).isEqualTo(143);
    }
    String url = "jdbc:h2:file:%s/executions".formatted(installation.dataDir());
    try (DatabaseView database = DatabaseView.at(url, "")) {
      database.execute(CHANGE);
    }
    try (ServiceProcess process = installation.start()) {
      assertThat(process.awaitExit(MOMENT)).isEqualTo(1);
      assertThat(process.log())
          .filteredOn(line -> line.contains("holds the tables of another version"))
          .singleElement()
          .asString()
          .contains(" SEVERE ", "script 1 had the checksum", "nothing was changed", "move");
    }
    try (DatabaseView database = DatabaseView.at(url, "")) {
      assertThat(database.ids("SELECT id FROM execution_gate")).hasSize(1);
    }
  }
}
