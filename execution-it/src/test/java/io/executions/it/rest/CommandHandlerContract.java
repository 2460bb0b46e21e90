package io.executions.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.executions.web.RestClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

interface CommandHandlerContract extends ServiceContract {
  @Test
  default void keepsWhatACommandSays() {
    JsonNode execution = end(Commands.request("say", "to out", "to err", 0));
    assertThat(execution.get("status").asText()).isEqualTo("completed");
    assertThat(execution.at("/output/exitCode").asInt()).isZero();
    assertThat(execution.at("/output/stdout").asText()).isEqualTo("to out\n");
    assertThat(execution.at("/output/stderr").asText()).isEqualTo("to err\n");
    assertThat(execution.get("node").asText()).isEqualTo("arquillian");
    assertThat(execution.get("attempt").asInt()).isEqualTo(1);
  }

  @Test
  default void failsByTheExitCodeTellsTheLastLineAndKeepsAllWithTheAttempt() {
    JsonNode execution = end(Commands.request("say", "fine", "disk full", 7));
    assertThat(execution.get("status").asText()).isEqualTo("failed");
    assertThat(execution.get("errorMessage").asText()).contains("7").endsWith("disk full");
    assertThat(execution.has("output")).isFalse();
    JsonNode kept = service().attempts(execution.get("id").asLong()).at("/0/output");
    assertThat(kept.get("exitCode").asInt()).isEqualTo(7);
    assertThat(kept.get("stdout").asText()).isEqualTo("fine\n");
    assertThat(kept.get("stderr").asText()).isEqualTo("disk full\n");
  }

  @Test
  default void passesArgumentsAsTheyAre() {
    JsonNode execution = end(Commands.request("say", "$HOME `id` * ; rm", "", 0));
    assertThat(execution.at("/output/stdout").asText()).isEqualTo("$HOME `id` * ; rm\n");
  }

  @Test
  default void givesACommandFiveVariablesAndNothingElse() {
    JsonNode execution = end(Commands.request("environment"));
    List<String> variables = execution.at("/output/stdout").asText().lines().toList();
    assertThat(variables)
        .allMatch(line -> line.matches("(PATH|HOME|LANG|EXECUTION_ID|EXECUTION_ATTEMPT)=.*"))
        .contains("EXECUTION_ID=" + execution.get("id").asLong(), "EXECUTION_ATTEMPT=1");
  }

  @Test
  default void refusesACommandThatIsNotThere() {
    for (String name : new String[] {"none", "../say", "/bin/sh", ".", ""}) {
      Answer refused = service().operator().post("/executions", "{" + Commands.request(name) + "}");
      assertThat(refused.status()).as(name).isEqualTo(400);
      assertThat(refused.pointers()).containsExactly("/input/name");
    }
  }

  @Test
  default void endsTheProcessesOfACommandThatIsCancelled() throws IOException {
    Path note = service().commands().newNote();
    long id = service().create(Commands.request("process", note));
    long pid = pidIn(note);
    Answer cancelled = service().operator().post("/executions/" + id + "/cancel");
    assertThat(cancelled.status()).isEqualTo(202);
    JsonNode ended = service().awaitEnd(id);
    assertThat(ended.get("status").asText()).isEqualTo("cancelled");
    assertThat(ProcessHandle.of(pid)).isNotPresent();
  }

  @Test
  default void endsTheProcessesOfACommandWhoseTimeIsOver() throws IOException {
    Path note = service().commands().newNote();
    long id = service().create(Commands.request("process", note) + ", \"timeoutMs\": 3000");
    long pid = pidIn(note);
    JsonNode ended = service().awaitEnd(id);
    assertThat(ended.get("status").asText()).isEqualTo("failed");
    assertThat(ended.get("errorMessage").asText()).isEqualTo("Timed out after 3000 ms");
    JsonNode attempt = service().attempts(id).get(0);
    assertThat(attempt.get("outcome").asText()).isEqualTo("timed_out");
    assertThat(attempt.at("/output/stdout").asText()).isEqualTo("begun\n");
    assertThat(ProcessHandle.of(pid)).isNotPresent();
  }

  private JsonNode end(String members) {
    return service().awaitEnd(service().create(members));
  }

  private static long pidIn(Path note) {
    String pid =
        Awaitility.await().until(() -> Files.readString(note).strip(), text -> !text.isEmpty());
    return Long.parseLong(pid);
  }
}
