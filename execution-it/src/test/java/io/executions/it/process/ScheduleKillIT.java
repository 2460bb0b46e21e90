package io.executions.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.it.service.ServiceClient;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that are killed while schedules create: one execution for each time, and none missing. */
class ScheduleKillIT {
  private static final int SCHEDULES = 10;
  private static final int KILLS = 4;
  private static final long SECOND = 1_000_000;
  private static final Duration MOST = Duration.ofMinutes(2);
  private static final String ALL = "all";
  private static final String LATEST = "latest";

  @TempDir private Path home;

  @Test
  void eachTimeIsCreatedOnce() throws Exception {
    Installation one =
        new Installation(home.resolve("one"))
            .on(ServerKind.MARIADB.shared())
            .with("EXECUTION_NODE_NAME", "one")
            .with("EXECUTION_LEASE_MS", "3000");
    Installation two = one.beside(home.resolve("two")).with("EXECUTION_NODE_NAME", "two");
    List<Installation> installations = List.of(one, two);
    ServiceProcess[] nodes = {one.start().awaitReady(), two.start().awaitReady()};
    try (DatabaseView view = DatabaseView.of(one)) {
      put(one.client(), ALL);
      put(one.client(), LATEST);
      for (int kill = 0; kill < KILLS; kill++) {
        awaitMore(view);
        int victim = kill % 2;
        nodes[victim].kill();
        awaitMore(view);
        nodes[victim] = installations.get(victim).start().awaitReady();
      }
      awaitMore(view);
      pause(one.client(), ALL);
      pause(one.client(), LATEST);

      long created = 0;
      for (int number = 0; number < SCHEDULES; number++) {
        List<Long> each = times(view, ALL + number);
        assertThat(each)
            .as("each second once, of the schedule %d", number)
            .isEqualTo(
                LongStream.range(0, each.size()).mapToObj(n -> each.get(0) + n * SECOND).toList());
        created += each.size() + checkLatest(view, LATEST + number);
      }
      assertThat(view.row("SELECT COUNT(*) FROM execution_scheduled")).containsExactly(created);
      List<Long> late =
          view.ids("SELECT created_at - scheduled_for AS late FROM execution ORDER BY late");
      assertThat(late.get(0)).as("none before its time").isNotNegative();
      System.out.printf(
          "Schedules: %d executions of %d schedules, %d kills; created after %d ms (p50), %d ms (max)%n",
          created,
          2 * SCHEDULES,
          KILLS,
          late.get(late.size() / 2) / 1000,
          late.get(late.size() - 1) / 1000);
    } finally {
      for (ServiceProcess node : nodes) {
        node.close();
      }
    }
  }

  /** Each time was either created, and once, or counted; returns how many were created. */
  private static int checkLatest(DatabaseView view, String name) throws SQLException {
    List<Long> times = times(view, name);
    assertThat(times).as(name).doesNotHaveDuplicates();
    assertThat(times).as(name).allMatch(time -> (time - times.get(0)) % SECOND == 0);
    long passed = (times.get(times.size() - 1) - times.get(0)) / SECOND + 1;
    long missed =
        view.row("SELECT missed FROM execution_schedule WHERE name = '%s'".formatted(name)).get(0);
    assertThat(times.size() + missed).as(name).isEqualTo(passed);
    return times.size();
  }

  private static List<Long> times(DatabaseView view, String name) throws SQLException {
    return view.ids(
        "SELECT scheduled_for FROM execution WHERE schedule = '%s' ORDER BY 1".formatted(name));
  }

  private static void put(ServiceClient client, String catchUp) throws IOException {
    String body =
        """
        {"cron": "* * * * * *", "type": "http", "input": {"url": "http://127.0.0.1:9/"},
         "overlap": "allow", "catchUp": "%s"}
        """
            .formatted(catchUp);
    for (int number = 0; number < SCHEDULES; number++) {
      assertThat(client.send("PUT", "api/schedules/" + catchUp + number, body).status())
          .isEqualTo(201);
    }
  }

  private static void pause(ServiceClient client, String catchUp) throws IOException {
    for (int number = 0; number < SCHEDULES; number++) {
      assertThat(client.post("api/schedules/" + catchUp + number + "/pause").status())
          .isEqualTo(200);
    }
  }

  /** Returns when each schedule has created a few more. */
  private static void awaitMore(DatabaseView view) throws SQLException {
    long before = count(view);
    await().atMost(MOST).until(() -> count(view) >= before + 6 * SCHEDULES);
  }

  private static long count(DatabaseView view) throws SQLException {
    return view.row("SELECT COUNT(*) FROM execution").get(0);
  }
}
