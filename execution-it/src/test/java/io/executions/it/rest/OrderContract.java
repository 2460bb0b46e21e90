package io.executions.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

interface OrderContract extends ServiceContract {
  @Test
  default void triesAgainAfterAPauseAsOftenAsAllowed() {
    long id = service().create(Commands.request("say", "a", "b", 1) + ", \"maxAttempts\": 2");
    JsonNode ended = service().awaitEnd(id);
    assertThat(ended.get("status").asText()).isEqualTo("failed");
    assertThat(ended.get("attempt").asInt()).isEqualTo(2);
    JsonNode attempts = service().attempts(id);
    assertThat(attempts).hasSize(2);
    for (int i = 0; i < 2; i++) {
      assertThat(attempts.get(i).get("attempt").asInt()).isEqualTo(i + 1);
      assertThat(attempts.get(i).get("outcome").asText()).isEqualTo("failed");
      assertThat(attempts.get(i).get("errorMessage").asText()).endsWith("b");
    }
    Duration pause =
        Duration.between(time(attempts.get(0), "finishedAt"), time(attempts.get(1), "startedAt"));
    assertThat(pause).isBetween(Duration.ofMillis(500), Duration.ofSeconds(30));
  }

  @Test
  default void startsNothingBeforeItsTime() {
    Instant due = Instant.now().plusSeconds(2);
    JsonNode created =
        service()
            .operator()
            .post(
                "/executions",
                "{" + Commands.request("say", "a", "b", 0) + ", \"runAt\": \"" + due + "\"}")
            .json();
    assertThat(created.get("status").asText()).isEqualTo("pending");
    JsonNode ended = service().awaitEnd(created.get("id").asLong());
    assertThat(time(ended, "startedAt")).isBetween(due.minusMillis(1), due.plusSeconds(30));
  }

  @Test
  default void startsTheHighestPriorityFirst() throws IOException {
    service().change("\"paused\": true, \"maxConcurrentExecutions\": 1");
    Path note = service().commands().newNote();
    List<Long> created = new ArrayList<>();
    for (int priority : new int[] {-5, 7, 0, 7}) {
      created.add(
          service()
              .create(
                  Commands.request("note", note, "p" + priority, 0)
                      + ", \"priority\": "
                      + priority));
    }
    assertThat(Files.readAllLines(note)).isEmpty();
    service().change("\"paused\": false");
    created.forEach(service()::awaitEnd);
    assertThat(Files.readAllLines(note).stream().filter(line -> line.startsWith("start")))
        .containsExactly("start p7", "start p7", "start p0", "start p-5");
  }

  @Test
  default void runsAsManyAtOnceAsTheLimitSaysAndNeverMore() throws IOException {
    service().change("\"maxConcurrentExecutions\": 3");
    Path note = service().commands().newNote();
    List<Long> created = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      created.add(service().create(Commands.request("hold", note, i)));
    }
    for (int i = 3; i < 15; i++) {
      created.add(service().create(Commands.request("note", note, i, "0.1")));
    }
    Awaitility.await().until(() -> Files.readAllLines(note).size() == 3);
    for (int i = 0; i < 3; i++) {
      service().commands().letGo(note, i);
    }
    created.forEach(id -> service().awaitStatus(id, "completed"));
    List<Integer> levels = levels(Files.readAllLines(note));
    assertThat(levels).hasSize(30).endsWith(0).allMatch(level -> level >= 0 && level <= 3);
    assertThat(levels).contains(3);
  }

  @Test
  default void startsNothingWhileMoreRunThanALoweredLimitAllows() throws IOException {
    service().change("\"maxConcurrentExecutions\": 3");
    Path note = service().commands().newNote();
    List<Long> first = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      first.add(service().create(Commands.request("hold", note, i)));
    }
    first.forEach(id -> service().awaitStatus(id, "running"));
    service().change("\"maxConcurrentExecutions\": 1");
    long next = service().create(Commands.request("note", note, "next", 0));
    for (int i = 0; i < 3; i++) {
      service().commands().letGo(note, i);
      service().awaitEnd(first.get(i));
    }
    service().awaitEnd(next);
    List<String> lines = Files.readAllLines(note);
    assertThat(lines.subList(0, lines.indexOf("start next"))).hasSize(6);
  }

  /** Returns how many ran after each line of a history. */
  private static List<Integer> levels(List<String> history) {
    List<Integer> levels = new ArrayList<>();
    int running = 0;
    for (String line : history) {
      running += line.startsWith("start") ? 1 : -1;
      levels.add(running);
    }
    return levels;
  }

  private static Instant time(JsonNode node, String name) {
    return Instant.parse(node.get(name).asText());
  }
}
