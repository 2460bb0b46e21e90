package io.executions.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolatileDatabaseTest {
  @Test
  void warnsOfADatabaseInMemory() {
    assertThat(VolatileDatabase.warning("jdbc:h2:mem:test").orElseThrow())
        .contains("in memory only");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:h2:%s/server/executions", "jdbc:h2:file:%s/server/executions"})
  void warnsOfADatabaseAmongTemporaryFiles(String url) {
    assertThat(VolatileDatabase.warning(url.formatted(System.getProperty("java.io.tmpdir"))))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:file:/var/lib/executions",
        "jdbc:h2:~/executions",
        "jdbc:h2:file:./executions",
        "jdbc:mariadb://db/tmp",
        "jdbc:postgresql://db/tmp"
      })
  void hasNothingToSayOfOthers(String url) {
    assertThat(VolatileDatabase.warning(url)).isEmpty();
  }
}
