package io.executions.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.it.service.ServiceClient;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long after its time a schedule creates: one by one, and a thousand at once. */
class ScheduleDelayIT {
  private static final Duration MOST = Duration.ofMinutes(2);
  private static final int SAMPLES = 300;
  private static final int SCHEDULES = 10_000;
  private static final int AT_ONCE = 1000;
  private static final int ROWS = 500;

  /** On an idle machine. What a plain timer takes there at the same time comes on top. */
  private static final long MOST_MEDIAN = 50;

  private static final long MOST_OF_NEARLY_ALL = 250;
  private static final long MOST_AT_ONCE = 2000;

  /** A wake-up of the engine is about so many round trips, and turns of threads. */
  private static final int PLAIN_TIMERS = 5;

  private static final int PLAIN_BATCHES = 10;

  @TempDir private Path home;
  private ServiceProcess node;
  private ServiceClient client;
  private DatabaseView view;
  private Installation installation;

  @BeforeEach
  void start() throws Exception {
    installation = new Installation(home).on(ServerKind.MARIADB.shared());
    node = installation.start().awaitReady();
    client = installation.client();
    view = DatabaseView.of(installation);
  }

  @AfterEach
  void stop() throws Exception {
    node.close();
    view.close();
  }

  @Test
  void anIdleNodeWakesForEachTime() throws Exception {
    Instant start = now().plusSeconds(1);
    for (int number = 0; number < 7; number++) {
      put("s" + number, "PT2S", start.plusMillis(283L * number));
    }
    List<Long> plain;
    try (PlainTimer timer = new PlainTimer(DatabaseView.of(installation))) {
      await().atMost(MOST).until(() -> count() >= SAMPLES);
      plain = timer.stop();
    }

    List<Long> late = late().stream().map(micros -> micros / 1000).toList();
    System.out.printf(
        "Schedules, one by one: created after %d ms (p50), %d ms (p99), %d ms (max), of %d;"
            + " a plain timer after %d, %d, %d%n",
        percentile(late, 50),
        percentile(late, 99),
        percentile(late, 100),
        late.size(),
        percentile(plain, 50),
        percentile(plain, 99),
        percentile(plain, 100));
    assertThat(late.get(0)).as("none before its time").isNotNegative();
    assertThat(percentile(late, 50))
        .isLessThanOrEqualTo(MOST_MEDIAN + PLAIN_TIMERS * percentile(plain, 50));
    assertThat(percentile(late, 99))
        .isLessThanOrEqualTo(MOST_OF_NEARLY_ALL + PLAIN_TIMERS * percentile(plain, 99));
  }

  private static long percentile(List<Long> ascending, int percent) {
    return ascending.get(Math.min(ascending.size() - 1, ascending.size() * percent / 100));
  }

  @Test
  void manyOfVeryManyAreDueAtOnce() throws Exception {
    put("far", "P366D", now().plus(Duration.ofDays(9)));
    fill("far", "f", SCHEDULES - AT_ONCE - 1);
    put("near", "P366D", now().plusSeconds(10));
    fill("near", "n", AT_ONCE - 1);
    assertThat(view.row("SELECT COUNT(*) FROM execution_schedule"))
        .containsExactly((long) SCHEDULES);
    await().atMost(MOST).until(() -> count() >= AT_ONCE);

    List<Long> late = late();
    long last = late.get(late.size() - 1) / 1000;
    long plain = plainBatch();
    System.out.printf(
        "Schedules, %d of %d at once: the first after %d ms, all after %d ms; a plain copy in %d ms%n",
        AT_ONCE, SCHEDULES, late.get(0) / 1000, last, plain);
    assertThat(late).hasSize(AT_ONCE);
    assertThat(last).isLessThanOrEqualTo(MOST_AT_ONCE + PLAIN_BATCHES * plain);
  }

  /** Returns how many milliseconds the database takes to copy so many rows. */
  private long plainBatch() throws SQLException {
    view.execute("CREATE TABLE plain_copy LIKE execution_scheduled");
    long began = System.nanoTime();
    view.execute("INSERT INTO plain_copy SELECT * FROM execution_scheduled");
    return (System.nanoTime() - began) / 1_000_000;
  }

  private Instant now() throws SQLException {
    return Instant.ofEpochSecond(view.row("SELECT FLOOR(UNIX_TIMESTAMP(NOW(6)))").get(0));
  }

  private void put(String name, String every, Instant start) throws IOException {
    String body =
        """
        {"every": "%s", "startAt": "%s", "type": "http", "input": {"url": "http://127.0.0.1:9/"},
         "overlap": "allow"}
        """
            .formatted(every, start);
    assertThat(client.send("PUT", "api/schedules/" + name, body).status()).isEqualTo(201);
  }

  /** Ten thousand requests would take longer than all else here. */
  private void fill(String as, String prefix, int count) throws SQLException {
    for (int from = 0; from < count; from += ROWS) {
      String names =
          IntStream.range(from, Math.min(count, from + ROWS))
              .mapToObj(number -> "SELECT '%s%d' AS name".formatted(prefix, number))
              .collect(Collectors.joining(" UNION ALL "));
      view.execute(
          """
          INSERT INTO execution_schedule
                 (name, definition, paused, anchor_at, next_at, waiting_at, last_id, last_for,
                  skipped, missed)
          SELECT n.name, s.definition, FALSE, s.anchor_at, s.next_at, 0, 0, 0, 0, 0
            FROM (%s) n CROSS JOIN execution_schedule s WHERE s.name = '%s'
          """
              .formatted(names, as));
    }
  }

  private long count() throws SQLException {
    return view.row("SELECT COUNT(*) FROM execution").get(0);
  }

  private List<Long> late() throws SQLException {
    return view.ids("SELECT created_at - scheduled_for AS late FROM execution ORDER BY late");
  }
}
