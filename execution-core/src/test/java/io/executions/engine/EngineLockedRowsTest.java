package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that are due, and that somebody has locked for long. */
class EngineLockedRowsTest extends SteppedEngines {
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(2);

  private SteppedNode node;
  private long id;

  @BeforeEach
  void oneIsRipe() {
    node = node((input, context) -> "done");
    node.poll();
    id = database.create("work");
    database.update("UPDATE execution SET claim_rank = 2");
  }

  @Test
  void areAskedForLessAndLess() throws Exception {
    try (Connection other = lock()) {
      long before = database.gateTurns();
      List<Duration> waits = waits(Duration.ofSeconds(20));

      assertThat(database.gateTurns() - before).isLessThanOrEqualTo(20);
      assertThat(waits)
          .startsWith(Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(40))
          .endsWith(POLL_INTERVAL);
      other.rollback();
    }
    node.finish();
    assertThat(database.row(id).status()).isEqualTo("completed");
  }

  @Test
  void areNotForgottenForLongBecauseOthersWokeTheEngine() throws Exception {
    try (Connection other = lock()) {
      for (int signals = 0; signals < 30; signals++) {
        node.poll();
        node.pass(Duration.ofMillis(10));
      }
      assertThat(node.poll()).isLessThan(Duration.ofSeconds(1));
      other.rollback();
    }
  }

  @Test
  void doNotKeepAnotherThatBecomesDueFromItsTime() throws Exception {
    try (Connection other = lock()) {
      waits(Duration.ofSeconds(10));
      long next = database.create(Creation.of("work").delay(Duration.ofMillis(500)));
      assertThat(node.poll()).isEqualTo(Duration.ofMillis(500));
      DatabaseTime.advance(Duration.ofMillis(500));
      node.finish();
      assertThat(database.row(next).status()).isEqualTo("completed");
      other.rollback();
    }
  }

  @Test
  void hideNoOthersHoweverManyAndDueAtTheSameTime() throws Exception {
    database.createAtOnce("work", 2100);
    database.update("UPDATE execution SET claim_rank = 2");
    List<Long> behind;
    try (Connection other = database.direct().getConnection()) {
      other.setAutoCommit(false);
      other.createStatement().execute("SELECT id FROM execution FOR UPDATE");
      behind = database.create("work", 3);
      database.update("UPDATE execution SET claim_rank = 2 WHERE id >= ?", behind.get(0));
      node.finish();
      other.rollback();
    }
    assertThat(behind)
        .allSatisfy(each -> assertThat(database.row(each).status()).isEqualTo("completed"));
  }

  private List<Duration> waits(Duration time) {
    List<Duration> waits = new ArrayList<>();
    Duration passed = Duration.ZERO;
    while (passed.compareTo(time) < 0) {
      Duration wait = node.poll();
      waits.add(wait);
      node.pass(wait);
      passed = passed.plus(wait);
    }
    return waits;
  }

  private Connection lock() throws SQLException {
    Connection other = database.direct().getConnection();
    other.setAutoCommit(false);
    other
        .createStatement()
        .execute("SELECT id FROM execution WHERE id = %d FOR UPDATE".formatted(id));
    return other;
  }
}
