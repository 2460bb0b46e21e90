package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.executions.api.NewExecution;
import io.executions.database.Micros;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a zone with daylight saving, in which the JVM and the database's sessions are. */
class TimeTest extends StoreContract {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private TimeZone before;

  @BeforeEach
  void moveToBerlin() throws Exception {
    before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone(BERLIN));
    sessionZone(BERLIN.getRules().getOffset(Instant.now()).getId());
  }

  @AfterEach
  void moveBack() throws Exception {
    TimeZone.setDefault(before);
    sessionZone("SYSTEM");
  }

  /** As local times of Berlin: in the gap of spring, around it, and both hours of autumn. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-29T00:59:59.999999Z",
        "2026-03-29T01:00:00Z",
        "2026-03-29T01:30:00.000001Z",
        "2026-03-29T02:30:00Z",
        "2026-10-25T00:30:00Z",
        "2026-10-25T01:30:00Z",
        "2026-10-25T00:59:59.999999Z",
        "2038-01-19T03:14:08Z",
        "1970-01-01T00:00:00Z"
      })
  void anInstantComesBackAsItWas(Instant instant) throws Exception {
    long id = store.create(NewExecution.of("time").withRunAt(instant)).id();
    store.update("UPDATE execution SET created_at = ? WHERE id = ?", Micros.of(instant), id);

    assertThat(store.find(id).runAt()).isEqualTo(instant);
    assertThat(store.find(id).createdAt()).isEqualTo(instant);
  }

  @Test
  void aWallClockTimeInsideTheGapIsAnInstantLikeAnyOther() {
    Instant gap = LocalDateTime.parse("2026-03-29T02:30:00").toInstant(ZoneOffset.UTC);

    long id = store.create(NewExecution.of("time").withRunAt(gap)).id();

    assertThat(store.find(id).runAt()).isEqualTo(gap);
  }

  @Test
  void theDatabasesNowIsNow() throws Exception {
    assertThat(Micros.toInstant(store.now()))
        .isCloseTo(Instant.now(), within(3, ChronoUnit.SECONDS));
    assertThat(store.create(NewExecution.of("time")).createdAt())
        .isCloseTo(Instant.now(), within(3, ChronoUnit.SECONDS));
  }

  @Test
  void dueTimesAreJudgedInUtc() throws Exception {
    TestNode node = node("a");
    store.create(NewExecution.of("later").withRunAt(Instant.now().plusSeconds(600)));
    store.create(NewExecution.of("sooner").withRunAt(Instant.now().minusSeconds(600)));

    assertThat(node.claim(9, "later")).isEmpty();
    assertThat(node.claim(9, "sooner")).hasSize(1);
  }

  @Test
  void theClockGoesOnWithinATransaction() {
    store.call(
        () -> {
          long first = store.transaction.sql(sql -> sql.number("SELECT {now}"));
          long later = first;
          for (int i = 0; i < 10_000 && later == first; i++) {
            later = store.transaction.sql(sql -> sql.number("SELECT {now}"));
          }
          assertThat(later).isGreaterThan(first);
          return null;
        });
  }

  @Test
  void theClockOfTheGateIsThatOfItsEntry() throws Exception {
    TestNode node = node("a");
    long id = store.create("time");
    long before = store.now();
    node.claimOne("time");

    assertThat((Long) store.row(id).get("started_at")).isBetween(before, store.now());
  }

  /** For connections opened from now on, in MariaDB; those of the others follow the JVM. */
  private void sessionZone(String zone) throws SQLException {
    if (database.isMariaDb()) {
      try (Connection connection = store.dataSource.getConnection();
          var statement = connection.createStatement()) {
        statement.execute("SET GLOBAL time_zone = '%s'".formatted(zone));
      }
    }
  }
}
