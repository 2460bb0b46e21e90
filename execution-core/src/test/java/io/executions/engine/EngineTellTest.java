package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who listens reads again when there is something new to be read, not only with the next poll. */
class EngineTellTest {
  private static final Optional<String> HOME = Optional.of("3f2b7a0e-0000-4000-8000-00000000home");

  @TempDir Path dataDir;

  private final EngineDatabase database = new EngineDatabase(10);

  @Test
  void whoListensHearsWhenWhatWasMovedOutsideTheGateCanBeRead() {
    TestEnvironment around = new TestEnvironment(database, dataDir);
    List<Long> readable = new ArrayList<>();
    around.onTold = () -> readable.add(writtenDown());
    try (SteppedNode node =
        new SteppedNode(
            around, new AtomicLong(), HOME, TestHandler.of("work", (input, context) -> "done"))) {
      node.poll();
      assertThat(readable).isEmpty();

      database.update(
          "UPDATE execution_gate SET feed_since = turn, feed_until = ?", Long.MAX_VALUE);
      database.update(
          "INSERT INTO execution_delta (type, status, ended, moves, untold)"
              + " VALUES ('work', 'pending', 0, '[]', 1)");
      node.poll();

      assertThat(readable).containsExactly(1L);
      node.goesWell();
    }
  }

  private long writtenDown() {
    return database.list("SELECT COUNT(*) FROM execution_event", row -> row.getLong(1)).get(0);
  }
}
