package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database cannot read the input of one execution, or breaks off at it. */
class EngineUnreadableInputTest {
  private static final int MANY = 30;

  @TempDir Path dataDir;

  private final EngineDatabase database = new EngineDatabase(8);
  private final AtomicLong ticks = new AtomicLong();
  private SteppedNode node;

  @BeforeEach
  void join() {
    node =
        new SteppedNode(
            new TestEnvironment(database, dataDir),
            ticks,
            Optional.empty(),
            TestHandler.of("work", (input, context) -> null));
    node.poll();
  }

  @AfterEach
  void close() {
    node.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"XX001", "57P01"})
  void failsItAndHoldsUpNoOther(String state) {
    List<Long> ids = database.create("work", MANY);
    long culprit = ids.get(3);
    database.unsteady().unreadable(culprit, state);
    for (int polls = 0; polls < 60; polls++) {
      node.pass(Duration.ofSeconds(1));
      node.poll();
      node.awaitAllReturned();
    }

    assertThat(database.count("completed")).isEqualTo(MANY - 1);
    assertThat(database.row(culprit).status()).isEqualTo("failed");
    assertThat(database.row(culprit).errorMessage()).startsWith("It could not be started: ");
    node.goesWell();
  }
}
