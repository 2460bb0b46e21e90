package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.CatchUp;
import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.ScheduleDefinition;
import io.executions.api.Timing;
import io.executions.handlers.Handlers;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;

/** What engines do about schedules that their application defines in its code. */
class EngineCodeScheduleTest extends ScheduledEngines {
  private static final NewSchedule ZONED =
      NewSchedule.of("zoned", Timing.cron("@hourly").in("Europe/Berlin"), NewExecution.of("work"));

  @Test
  void keepsThemWhenItJoinsAndCreatesByThem() {
    try (SteppedNode node = defining("app", HOURLY)) {
      node.poll();
      assertThat(number("next_at")).isEqualTo(micros(first));
      pass(until(first));
      node.poll();
      node.awaitAllReturned();
      assertThat(scheduledFor()).containsExactly(first);
      node.goesWell();
    }
  }

  @Test
  void anotherNodeRetiresWhatNobodyDefinesAnyMore() {
    try (SteppedNode old = defining("app", HOURLY)) {
      old.poll();
      try (SteppedNode young = defining("app")) {
        young.poll();
        assertThat(retired()).isFalse();
        old.loop.leave();
        young.poll();
        assertThat(retired()).isTrue();
        pass(until(first));
        young.poll();
        assertThat(scheduledFor()).isEmpty();
      }
    }
  }

  @Test
  void anOlderNodeLeavesATimeToOthersForAWhileWhereTheyHaveNewerTimeZones() {
    SteppedNode node = node((input, context) -> null);
    keep(ZONED);
    database.update("UPDATE execution_schedule SET zone_data = '2999a'");
    pass(until(first));
    node.poll();
    assertThat(scheduledFor("zoned")).isEmpty();
    pass(Duration.ofSeconds(31));
    node.poll();
    node.awaitAllReturned();
    assertThat(scheduledFor("zoned")).containsExactly(first);
    assertThat(zoneData()).containsExactly(new NextTime().zoneData());
  }

  @Test
  void whatNeedsNoTimeZoneKeepsNoVersionOfThem() {
    NewSchedule each = NewSchedule.of("each", Timing.every(HOUR), HOURLY.create());
    try (SteppedNode node = defining("app", each, HOURLY, ZONED)) {
      node.poll();
      assertThat(zoneData()).containsExactly("", "", new NextTime().zoneData());
      pass(until(first).plus(HOUR));
      node.poll();
      assertThat(scheduledFor()).containsExactly(first.plus(HOUR));
      assertThat(zoneData()).containsExactly("", "", new NextTime().zoneData());
    }
  }

  @Test
  void reckonsAnewWhatAnOlderNodeSavesLater() {
    SteppedNode node = node((input, context) -> null);
    node.poll();
    keep(ZONED);
    database.update(
        "UPDATE execution_schedule SET zone_data = '2001a', next_at = next_at + 60000000");
    node.pass(Duration.ofMinutes(1));
    node.poll();
    assertThat(number("next_at")).isEqualTo(micros(first));
    assertThat(zoneData()).containsExactly(new NextTime().zoneData());
    node.goesWell();
  }

  @Test
  void anOlderNodeWarnsOnceWhenOthersHaveCome() {
    List<LogRecord> logged = new CopyOnWriteArrayList<>();
    Logger logger = Logger.getLogger("io.executions.store.OutdatedSchedules");
    Recording recording = new Recording(logged);
    logger.addHandler(recording);
    try {
      SteppedNode node = node((input, context) -> null);
      node.poll();
      keep(ZONED);
      database.update("UPDATE execution_schedule SET zone_data = '2999a'");
      assertThat(logged).isEmpty();
      for (int minute = 0; minute < 3; minute++) {
        node.pass(Duration.ofMinutes(1));
        node.poll();
      }
    } finally {
      logger.removeHandler(recording);
    }
    assertThat(logged).hasSize(1);
    assertThat(logged.get(0).getLevel()).isEqualTo(Level.WARNING);
  }

  @Test
  void wakesForWhatItHasJustKept() {
    NewSchedule often =
        NewSchedule.of("often", Timing.every(Duration.ofSeconds(1)), HOURLY.create());
    try (SteppedNode node = defining("app", often)) {
      assertThat(node.poll()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void createsNothingByWhatItsCodeDefinesNoMore() {
    NewSchedule kept = named("kept");
    try (SteppedNode old = defining("app", HOURLY, kept)) {
      old.poll();
      old.loop.leave();
    }
    pass(until(first));
    NewSchedule changed = NewSchedule.of("kept", Timing.cron("30 * * * *"), kept.create());
    try (SteppedNode young = defining("app", changed)) {
      young.poll();
      assertThat(scheduledFor()).isEmpty();
      assertThat(scheduledFor("kept")).isEmpty();
      young.goesWell();
    }
  }

  @Test
  void faultyDefinitionsAreNamedTogetherAndStopTheDeployment() {
    NewSchedule wrong =
        NewSchedule.of(
                "Wrong", Timing.cron("61 * * * *"), NewExecution.of("work").withPriority(9999))
            .withCatchUp(CatchUp.ALL, Duration.ofHours(1));
    assertThatThrownBy(() -> index(() -> wrong, () -> HOURLY, () -> HOURLY))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Wrong: /name")
        .hasMessageContaining("Wrong: /cron")
        .hasMessageContaining("Wrong: /priority")
        .hasMessageContaining("Wrong: /catchUp")
        .hasMessageContaining("hourly: is defined twice");
    NewSchedule large =
        NewSchedule.of("large", HOURLY.timing(), NewExecution.of("work", "x".repeat(999)));
    assertThatThrownBy(() -> index(() -> large)).hasMessageContaining("large: /input");
    assertThatThrownBy(
            () ->
                index(
                    () -> null,
                    () -> {
                      throw new IllegalStateException("no such file");
                    },
                    () -> wrong))
        .hasMessageContaining(getClass().getName())
        .hasMessageContaining("it defines none")
        .hasMessageContaining("no such file")
        .hasMessageContaining("Wrong: /name");
    assertThat(index(() -> HOURLY).all()).containsExactly(HOURLY);
  }

  private static ScheduleDefinitions index(ScheduleDefinition... definitions) {
    try (var factory =
        Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()) {
      Validator validator = factory.getValidator();
      return new ScheduleDefinitions("app", List.of(definitions), Handlers.of(), validator, 500);
    }
  }

  private List<String> zoneData() {
    return database.list(
        "SELECT zone_data FROM execution_schedule ORDER BY name", row -> row.getString(1));
  }

  private boolean retired() {
    return database.list("SELECT retired FROM execution_schedule", row -> row.getBoolean(1)).get(0);
  }

  private SteppedNode defining(String application, NewSchedule... schedules) {
    TestEnvironment around = new TestEnvironment(database, dataDir);
    around.schedules = ScheduleDefinitions.of(application, schedules);
    return new SteppedNode(
        around,
        new AtomicLong(),
        Optional.empty(),
        TestHandler.of("work", (input, context) -> null));
  }
}
