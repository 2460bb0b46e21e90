package io.executions.it.rest;

import static io.executions.it.rest.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.api.port.Role;
import io.executions.it.service.EventListener;
import io.executions.it.service.EventListener.Event;
import io.executions.web.RestClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients hear of moves as they are made. */
interface EventContract extends ServiceContract {
  /** Within so long a stream ends once its token has. */
  Duration FELT = Duration.ofSeconds(5);

  /** So many listen at a node. */
  int MOST = 200;

  @Test
  default void tellsMovesToThoseWhoListen() throws Exception {
    try (EventListener all = listen("", null)) {
      all.lastId();
      assertThat(all.status()).isEqualTo(200);
      assertThat(all.header("Content-Type")).startsWith("text/event-stream");
      assertThat(all.header("Cache-Control")).isEqualTo("no-store");
      long id = service().createForLater();
      long other = service().createForLater();
      try (EventListener one = listen("?id=" + id + "&type=http&status=cancelled,pending", null)) {
        one.lastId();
        cancel(other);
        cancel(id);
        assertThat(service().operator().post("/executions/" + id + "/retry").status())
            .isEqualTo(200);

        Event cancelled =
            one.awaitEvents(events -> has(events, id, 3)).stream()
                .filter(event -> event.revision() == 2)
                .findFirst()
                .orElseThrow();
        assertThat(cancelled.name()).isEqualTo("move");
        assertThat(cancelled.json().getString("from")).isEqualTo("pending");
        assertThat(cancelled.json().getString("to")).isEqualTo("cancelled");
        assertThat(cancelled.json().getString("by")).isEqualTo("operator");
        assertThat(one.events()).extracting(Event::execution).containsOnly(id);
        assertThat(revisions(one.events(), id)).containsSubsequence(2, 3);
        all.awaitEvents(events -> has(events, id, 3) && has(events, other, 2));
        all.awaitEvents(events -> has(events, id, 1));
      }
    }
  }

  @Test
  default void resumesBehindTheLastEventThatCame() throws Exception {
    long first = service().createForLater();
    long second = service().createForLater();
    String last;
    try (EventListener listener = listen("", null)) {
      listener.lastId();
      cancel(first);
      last =
          listener.awaitEvents(events -> has(events, first, 2)).stream()
              .filter(event -> event.execution() == first && event.revision() == 2)
              .findFirst()
              .orElseThrow()
              .id();
    }
    cancel(second);
    try (EventListener listener = listen("", last)) {
      List<Event> events = listener.awaitEvents(came -> has(came, second, 2));
      assertThat(events).extracting(Event::name).containsOnly("move");
      assertThat(revisions(events, first)).doesNotContain(2);
    }
  }

  @Test
  default void saysSoWhereMovesAreMissing() throws Exception {
    for (String id : List.of("0-0", "not-an-id", "999999999999-0", "7")) {
      try (EventListener listener = listen("", id)) {
        Event reset = listener.awaitEvents(events -> !events.isEmpty()).get(0);
        assertThat(reset.name()).as(id).isEqualTo("reset");
        assertThat(reset.id()).matches("[0-9]+-[0-9]+").isNotEqualTo(id);
        try (EventListener again = listen("", reset.id())) {
          again.lastId();
          assertThat(again.events()).extracting(Event::name).doesNotContain("reset");
        }
      }
    }
  }

  @Test
  default void refusesWhatItDoesNotKnow() {
    Answer refused = service().viewer().get("/events?status=x&type=A%20B&id=0&color=red");
    assertProblem(refused, 400);
    assertThat(refused.pointers()).containsExactlyInAnyOrder("/status", "/type", "/id", "/color");
    assertProblem(service().anonymous().get("/events"), 401);
  }

  @Test
  default void aStreamEndsWithItsToken() throws Exception {
    String name = "listener-" + System.nanoTime();
    Answer made =
        service()
            .admin()
            .post("/tokens", "{\"name\": \"%s\", \"role\": \"viewer\"}".formatted(name));
    try (EventListener listener =
            EventListener.at(service().application(), made.json().get("token").asText(), "", null);
        EventListener other = listen("", null)) {
      listener.lastId();
      other.lastId();
      assertThat(listener.ended()).isFalse();
      assertThat(service().admin().delete("/tokens/" + name).status()).isEqualTo(204);

      await().atMost(FELT).until(listener::ended);
      assertThat(other.ended()).isFalse();
    }
  }

  @Test
  default void soManyListenAndNoMore() throws Exception {
    List<EventListener> listeners = new ArrayList<>();
    try {
      // Those of other tests, who have gone, are noticed when something is sent to them.
      while (listeners.size() < MOST) {
        EventListener listener =
            await()
                .atMost(Duration.ofMinutes(2))
                .until(this::listenToOne, one -> one.status() == 200);
        listeners.add(listener);
      }
      Answer refused = service().viewer().get("/events");
      assertProblem(refused, 503);
      assertThat(refused.header("Retry-After")).isPresent();
    } finally {
      for (EventListener listener : listeners) {
        listener.close();
      }
    }
    // Whoever has gone is noticed when something is sent.
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              try (EventListener listener = listen("", null)) {
                return listener.status() == 200;
              }
            });
  }

  private EventListener listenToOne() throws IOException, InterruptedException {
    return listen("?id=1", null);
  }

  private EventListener listen(String query, String lastId)
      throws IOException, InterruptedException {
    return EventListener.at(service().application(), Service.token(Role.VIEWER), query, lastId);
  }

  private void cancel(long id) {
    assertThat(service().operator().post("/executions/" + id + "/cancel").status()).isEqualTo(200);
  }

  private static boolean has(List<Event> events, long id, int revision) {
    return revisions(events, id).contains(revision);
  }

  private static List<Integer> revisions(List<Event> events, long id) {
    return events.stream()
        .filter(event -> event.name().equals("move") && event.execution() == id)
        .map(Event::revision)
        .toList();
  }
}
