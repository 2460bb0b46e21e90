package io.executions.api.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Execution;
import io.executions.api.ExecutionPage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExecutionDocumentTest {
  @Test
  void writesWhatHasAValueInOrder() {
    assertThat(ExecutionDocument.write(execution(1, read("[1,\"\\\"\"]"))))
        .isEqualTo(
            """
            {"id":1,"type":"t","status":"completed","revision":3,"queue":"default","priority":0,"input":[1,"\\""],"output":true,\
            "attempt":1,"maxAttempts":1,"runAt":"1970-01-01T00:00:00Z",\
            "createdAt":"1970-01-01T00:00:00Z","cancelRequested":false,"overdue":false}\
            """);
  }

  @Test
  void writesAPageWithAndWithoutAnother() {
    List<Execution> items = List.of(execution(1, JsonValue.NULL), execution(2, JsonValue.TRUE));

    JsonObject more =
        page(new ExecutionPage(items, Optional.of("a\"b"), Optional.empty(), Optional.empty()));
    JsonObject last =
        page(new ExecutionPage(List.of(), Optional.empty(), Optional.empty(), Optional.empty()));

    assertThat(more.getJsonArray("items"))
        .extracting(item -> item.asJsonObject().getInt("id"))
        .containsExactly(1, 2);
    assertThat(more.getString("nextCursor")).isEqualTo("a\"b");
    assertThat(last).hasToString("{\"items\":[]}");
  }

  private static JsonObject page(ExecutionPage page) {
    return read(ExecutionPageDocument.write(page, execution -> execution)).asJsonObject();
  }

  private static JsonValue read(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readValue();
    }
  }

  private static Execution execution(long id, JsonValue input) {
    return ExecutionDocument.read(
        Json.createObjectBuilder()
            .add("id", id)
            .add("type", "t")
            .add("status", "completed")
            .add("revision", 3)
            .add("queue", "default")
            .add("priority", 0)
            .add("attempt", 1)
            .add("maxAttempts", 1)
            .add("runAt", Instant.EPOCH.toString())
            .add("createdAt", Instant.EPOCH.toString())
            .add("cancelRequested", false)
            .add("overdue", false)
            .add("input", input)
            .add("output", true)
            .build());
  }
}
