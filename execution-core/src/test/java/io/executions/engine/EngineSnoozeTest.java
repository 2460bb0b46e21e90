package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Handlers that ask for another attempt later, executions that expire. */
class EngineSnoozeTest extends SteppedEngines {
  @Test
  void aSnoozedExecutionRunsAgainThenAndItCostsNoAttempt() {
    SteppedNode node =
        node(
            (input, context) -> {
              if (context.attempt() < 3) {
                context.snooze(Duration.ofMinutes(1));
                return "dropped";
              }
              return "done";
            });
    long id = database.create("work");
    node.finish();
    assertThat(database.row(id).status()).isEqualTo("pending");
    assertThat(database.row(id).output()).isNull();
    assertThat(database.row(id).errorMessage()).isNull();
    assertThat(database.attempts(id)).containsExactly("snoozed");
    assertThat(node.poll()).isLessThanOrEqualTo(Duration.ofMinutes(1));

    DatabaseTime.advance(Duration.ofMinutes(1));
    node.finish();
    assertThat(database.row(id).attempt()).isEqualTo(2);
    DatabaseTime.advance(Duration.ofMinutes(1));
    node.finish();

    ExecutionRow row = database.row(id);
    assertThat(row.status()).isEqualTo("completed");
    assertThat(row.output()).isEqualTo("\"done\"");
    assertThat(row.failures()).isZero();
    assertThat(database.attempts(id)).containsExactly("snoozed", "snoozed");
    node.goesWell();
  }

  @Test
  void aHandlerThatThrowsHasFailedAllTheSame() {
    SteppedNode node =
        node(
            (input, context) -> {
              context.snooze(Duration.ofMinutes(1));
              throw new IllegalStateException("no");
            });
    long id = database.create("work");
    node.finish();

    assertThat(database.row(id).status()).isEqualTo("failed");
  }

  @Test
  void aSnoozeOfMoreThanAYearIsNone() {
    SteppedNode node =
        node(
            (input, context) -> {
              assertThatThrownBy(() -> context.snooze(Duration.ofDays(365).plusNanos(1)))
                  .isInstanceOf(IllegalArgumentException.class);
              assertThatThrownBy(() -> context.snooze(Duration.ofNanos(-1)))
                  .isInstanceOf(IllegalArgumentException.class);
              return "done";
            });
    long id = database.create("work");
    node.finish();

    assertThat(database.row(id).output()).isEqualTo("\"done\"");
  }

  @Test
  void whatExpiresIsCancelledInTimeAlsoWhileTheClusterIsPaused() throws Exception {
    SteppedNode node = node((input, context) -> "done");
    database.update("UPDATE execution_gate SET paused = TRUE");
    long id = database.create("work");
    long at =
        database.list("SELECT run_at FROM execution WHERE id = ?", row -> row.getLong(1), id).get(0)
            + 500_000;
    database.update("UPDATE execution SET expires_at = ? WHERE id = ?", at, id);
    database.update("INSERT INTO execution_expiry (expires_at, id) VALUES (?, ?)", at, id);

    assertThat(node.poll()).isLessThanOrEqualTo(Duration.ofMillis(500));
    assertThat(database.row(id).status()).isEqualTo("pending");
    DatabaseTime.advance(Duration.ofMillis(500));
    node.poll();

    assertThat(database.row(id).status()).isEqualTo("cancelled");
    assertThat(database.row(id).errorMessage()).isEqualTo("Expired");
    node.goesWell();
  }
}
