package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.h2.api.Trigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is removed and added up on the side, where that fails as if the database were away. */
class EngineUpkeepTest extends SteppedEngines {
  private static volatile int tried;

  /** Refuses to remove anything, as for want of room on the disk. */
  public static final class Full implements Trigger {
    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
      tried++;
      throw new SQLException("No room", "53100");
    }
  }

  private SteppedNode node;

  @BeforeEach
  void somethingIsTooOld() {
    tried = 0;
    node = node((input, context) -> "done");
    database.update("UPDATE execution_gate SET retention_ms = 0");
    database.create("work", 3);
    node.poll();
    node.finish();
    DatabaseTime.advance(Duration.ofMinutes(2));
    database.update(
        "CREATE TRIGGER full_disk BEFORE DELETE ON execution FOR EACH ROW CALL '%s'"
            .formatted(Full.class.getName()));
    node.pass(Duration.ofMinutes(2));
  }

  @Test
  void isTriedOnceAMinuteAndHoldsNothingUp() {
    for (int polls = 0; polls < 20; polls++) {
      assertThat(node.poll()).isPositive();
      node.pass(Duration.ofSeconds(1));
    }
    assertThat(tried).isEqualTo(1);
    assertThat(node.report.upkeepFailures())
        .singleElement()
        .asString()
        .startsWith("What is too old cannot be removed");
    node.goesWell();

    database.create("work");
    node.poll();
    node.finish();
    assertThat(database.count("completed")).isEqualTo(4);
  }

  @Test
  void goesOnWhenThereIsRoomAgain() {
    node.poll();
    database.update("DROP TRIGGER full_disk");
    node.pass(Duration.ofMinutes(1));
    node.poll();

    assertThat(database.count("completed")).isZero();
    assertThat(node.report.upkeepFailures()).isEmpty();
  }
}
