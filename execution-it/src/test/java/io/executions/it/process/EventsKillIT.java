package io.executions.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.it.service.EventListener;
import io.executions.it.service.EventListener.Event;
import io.executions.it.service.ServiceClient;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that tells moves is killed: its client resumes at another one, and misses nothing. */
class EventsKillIT {
  private static final int BATCH = 150;
  private static final int BATCHES = 6;
  private static final Duration MOST = Duration.ofMinutes(2);

  @TempDir private Path home;

  @Test
  void noMoveIsMissingOrDoubledForAClientThatResumes() throws Exception {
    Installation one =
        new Installation(home.resolve("one"))
            .on(ServerKind.MARIADB.shared())
            .with("EXECUTION_NODE_NAME", "one")
            .with("EXECUTION_MAX_CONCURRENT", "20")
            .with("EXECUTION_HTTP_ALLOW", "127.0.0.0/8")
            .with("EXECUTION_LEASE_MS", "3000");
    Installation two = one.beside(home.resolve("two")).with("EXECUTION_NODE_NAME", "two");
    try (ServiceProcess first = one.start().awaitReady();
        ServiceProcess second = two.start().awaitReady();
        DatabaseView view = DatabaseView.of(one)) {
      List<Event> told = new ArrayList<>();
      List<Long> ids = new ArrayList<>();
      String last;
      try (EventListener listener = listen(one, null)) {
        listener.lastId();
        ids.addAll(create(two.client()));
        ids.addAll(create(one.client()));
        listener.awaitEvents(events -> events.size() > 100);
        ids.addAll(create(two.client()));
        first.kill();
        Awaitility.await().atMost(MOST).until(listener::ended);
        told.addAll(listener.events());
        last = listener.lastId();
      }
      ids.addAll(create(two.client()));
      // One that is cut off by itself, in the middle of things.
      try (EventListener listener = listen(two, last)) {
        int before = told.size();
        listener.awaitEvents(events -> events.size() > 50);
        told.addAll(listener.events());
        last = told.get(told.size() - 1).id();
        assertThat(told.size()).isGreaterThan(before);
      }
      while (ids.size() < BATCH * BATCHES) {
        ids.addAll(create(two.client()));
      }
      try (ServiceProcess again = one.start().awaitReady();
          EventListener listener = listen(one, last)) {
        Awaitility.await()
            .atMost(MOST)
            .until(
                () ->
                    view.row("SELECT COUNT(*) FROM execution WHERE finished_at IS NULL").get(0)
                        == 0);
        Map<Long, Integer> revisions = new HashMap<>();
        for (List<String> row : view.rows("SELECT id, revision FROM execution")) {
          revisions.put(Long.valueOf(row.get(0)), Integer.valueOf(row.get(1)));
        }
        assertThat(revisions.keySet()).containsAll(ids);
        List<Event> before = List.copyOf(told);
        listener.awaitEvents(
            events -> {
              List<Event> all = new ArrayList<>(before);
              all.addAll(events);
              return lastRevisions(all).entrySet().containsAll(revisions.entrySet());
            });
        told.addAll(listener.events());

        assertThat(told).extracting(Event::name).containsOnly("move");
        Map<Long, Integer> seen = new HashMap<>();
        for (Event event : told) {
          if (event.revision() > 1) {
            assertThat(event.revision())
                .as("%s", event)
                .isEqualTo(seen.getOrDefault(event.execution(), 1) + 1);
            seen.put(event.execution(), event.revision());
          }
        }
        assertThat(seen).isEqualTo(revisions);
        assertThat(second.alive()).isTrue();
        assertThat(again.alive()).isTrue();
      }
    }
  }

  private static Map<Long, Integer> lastRevisions(List<Event> events) {
    Map<Long, Integer> last = new HashMap<>();
    events.forEach(event -> last.merge(event.execution(), event.revision(), Math::max));
    return last;
  }

  private static EventListener listen(Installation node, String lastId) throws Exception {
    return EventListener.at(node.client().application(), Installation.TOKEN, "", lastId);
  }

  /** Creates executions that fail quickly, some of them after another attempt. */
  private static List<Long> create(ServiceClient client) throws IOException {
    JsonArrayBuilder items = Json.createArrayBuilder();
    for (int number = 0; number < BATCH; number++) {
      items.add(
          Json.createObjectBuilder()
              .add("type", "http")
              .add("maxAttempts", 1 + number % 2)
              .add("input", Json.createObjectBuilder().add("url", "http://127.0.0.1:1/")));
    }
    var answer =
        client.post("api/executions/batch", Json.createObjectBuilder().add("items", items).build());
    assertThat(answer.status()).isEqualTo(201);
    return answer.ids();
  }
}
