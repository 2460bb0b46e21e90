package io.executions.web;

import static io.executions.web.SampleValues.FULL;
import static io.executions.web.SampleValues.FULL_NODE;
import static io.executions.web.SampleValues.SPARSE;
import static io.executions.web.SampleValues.SPARSE_NODE;
import static io.executions.web.SampleValues.TEXT;
import static io.executions.web.SampleValues.TIME;
import static io.executions.web.SampleValues.attempts;
import static io.executions.web.SampleValues.change;
import static io.executions.web.SampleValues.creation;
import static io.executions.web.SampleValues.executionChange;
import static io.executions.web.SampleValues.settings;
import static io.executions.web.SampleValues.stats;
import static io.executions.web.SampleValues.status;
import static io.executions.web.SampleValues.types;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.executions.api.ExecutionChange;
import io.executions.api.ExecutionPage;
import io.executions.api.ExecutionStats;
import io.executions.api.Fault;
import io.executions.api.Faults;
import io.executions.api.ProcessingStatus;
import io.executions.api.SettingsChange;
import io.executions.api.json.AttemptsDocument;
import io.executions.api.json.CreatedExecutionsDocument;
import io.executions.api.json.ExecutionChangeDocument;
import io.executions.api.json.ExecutionDocument;
import io.executions.api.json.ExecutionPageDocument;
import io.executions.api.json.HealthDocument;
import io.executions.api.json.NewExecutionDocument;
import io.executions.api.json.NewExecutionsDocument;
import io.executions.api.json.NodeDocument;
import io.executions.api.json.ProblemDocument;
import io.executions.api.json.SettingsChangeDocument;
import io.executions.api.json.SettingsDocument;
import io.executions.api.json.StatsDocument;
import io.executions.api.json.StatusDocument;
import io.executions.api.json.TypesDocument;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Each document holds the fields of its schema: all of them where all have a value, those required
 * where none other has; and what was written is what is read.
 */
class DocumentFieldsTest {
  private static final ExecutionPage FULL_PAGE =
      new ExecutionPage(List.of(FULL, SPARSE), TEXT, TEXT, Optional.of(TIME));

  private static final ExecutionPage EMPTY_PAGE =
      new ExecutionPage(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

  private final OpenApiDocument contract = OpenApiDocumentTest.document();

  /** The documents in which all fields have a value, and those in which only some have. */
  private final Map<String, JsonObject> full = new TreeMap<>();

  private final Map<String, JsonObject> sparse = new TreeMap<>();

  DocumentFieldsTest() throws IOException {
    full.put("Execution", parse(ExecutionDocument.write(FULL)));
    sparse.put("Execution", parse(ExecutionDocument.write(SPARSE)));
    full.put("RemovedExecution", parse(ExecutionDocument.writeRemoved(42)));
    full.put("ExecutionPage", page(FULL_PAGE));
    sparse.put("ExecutionPage", page(EMPTY_PAGE));
    full.put("Attempts", AttemptsDocument.write(attempts()));
    full.put("Attempt", full.get("Attempts").getJsonArray("items").getJsonObject(0));
    sparse.put("Attempt", full.get("Attempts").getJsonArray("items").getJsonObject(1));
    full.put("NewExecution", NewExecutionDocument.write(creation()));
    full.put("NewExecutions", NewExecutionsDocument.write(List.of(creation())));
    full.put("CreatedExecutions", CreatedExecutionsDocument.write(List.of(3L, 1L)));
    full.put("ExecutionStats", StatsDocument.write(stats()));
    sparse.put("ExecutionStats", StatsDocument.write(new ExecutionStats(0, 0, 0, 0, 0, false)));
    full.put("OldestPending", full.get("ExecutionStats").getJsonObject("oldestPending"));
    full.put("TypeStats", full.get("ExecutionStats").getJsonArray("types").getJsonObject(0));
    full.put("ProcessingStatus", StatusDocument.write(status(List.of("t"))));
    sparse.put("ProcessingStatus", StatusDocument.write(status(List.of())));
    full.put("Node", NodeDocument.write(FULL_NODE));
    full.put("PollTimer", full.get("Node").getJsonObject("timer"));
    sparse.put("PollTimer", NodeDocument.write(SPARSE_NODE).getJsonObject("timer"));
    full.put("ExecutionTypes", TypesDocument.write(types()));
    full.put("ExecutionType", full.get("ExecutionTypes").getJsonArray("items").getJsonObject(0));
    full.put("Settings", SettingsDocument.write(settings()));
    full.put("SettingsChange", SettingsChangeDocument.write(change()));
    sparse.put("SettingsChange", SettingsChangeDocument.write(SettingsChange.none()));
    full.put("ExecutionChange", ExecutionChangeDocument.write(executionChange()));
    sparse.put("ExecutionChange", ExecutionChangeDocument.write(ExecutionChange.none()));
    full.put("Liveness", HealthDocument.writeLiveness(true));
    full.put("Readiness", HealthDocument.writeReadiness(List.of("a"), List.of("b")));
    full.put("Problem", problem(TEXT, List.of(new Fault("/a", "is wrong"))));
    full.put("Fault", full.get("Problem").getJsonArray("errors").getJsonObject(0));
    sparse.put("Problem", problem(Optional.empty(), List.of()));
  }

  @Test
  void eachSchemaIsWrittenByOneClass() {
    Set<String> written = new TreeSet<>(full.keySet());
    written.addAll(List.of("ExecutionStatus", "CreatedExecution"));
    assertThat(written).isEqualTo(names(contract.root().at("/components/schemas")));
  }

  @Test
  void aDocumentHasAllFieldsOfItsSchemaWhereAllHaveAValue() {
    full.forEach(
        (name, document) ->
            assertThat(document.keySet())
                .as(name)
                .isEqualTo(names(schema(name).get("properties"))));
  }

  @Test
  void aDocumentHasTheRequiredFieldsWhereNoOtherHasAValue() {
    sparse.forEach(
        (name, document) -> {
          Set<String> required = new TreeSet<>();
          schema(name).path("required").forEach(field -> required.add(field.asText()));
          assertThat(document.keySet()).as(name).isEqualTo(required);
        });
  }

  @Test
  void everyDocumentIsValid() {
    List.of(full, sparse)
        .forEach(
            documents ->
                documents.forEach(
                    (name, document) ->
                        assertThat(contract.faultsOfBody(name, document.toString()))
                            .as(name)
                            .isEmpty()));
  }

  @Test
  void whatWasWrittenIsWhatIsRead() {
    assertThat(ExecutionDocument.read(full.get("Execution"))).isEqualTo(FULL);
    assertThat(ExecutionDocument.read(sparse.get("Execution"))).isEqualTo(SPARSE);
    assertThat(ExecutionDocument.isRemoved(full.get("RemovedExecution"))).isTrue();
    assertThat(ExecutionDocument.isRemoved(sparse.get("Execution"))).isFalse();
    assertThat(ExecutionDocument.readId(full.get("RemovedExecution"))).isEqualTo(42);
    assertThat(ExecutionPageDocument.read(full.get("ExecutionPage")))
        .isEqualTo(FULL_PAGE);
    assertThat(ExecutionPageDocument.read(sparse.get("ExecutionPage"))).isEqualTo(EMPTY_PAGE);
    assertThat(AttemptsDocument.read(full.get("Attempts"))).isEqualTo(attempts());
    assertThat(CreatedExecutionsDocument.read(full.get("CreatedExecutions")))
        .containsExactly(3L, 1L);
    assertThat(StatsDocument.read(full.get("ExecutionStats"))).isEqualTo(stats());
    assertThat(StatsDocument.read(sparse.get("ExecutionStats")))
        .isEqualTo(new ExecutionStats(0, 0, 0, 0, 0, false));
    assertThat(NodeDocument.read(full.get("Node"))).isEqualTo(FULL_NODE);
    assertThat(NodeDocument.read(NodeDocument.write(SPARSE_NODE))).isEqualTo(SPARSE_NODE);
    assertThat(TypesDocument.read(full.get("ExecutionTypes"))).isEqualTo(types());
    assertThat(SettingsDocument.read(full.get("Settings"))).isEqualTo(settings());
    assertThat(StatusDocument.<List<Object>>read(full.get("ProcessingStatus"), List::of))
        .isEqualTo(values(status(List.of("t"))));
    assertThat(ProblemDocument.<List<Object>>read(full.get("Problem"), List::of))
        .isEqualTo(
            List.of(
                Optional.of("about:blank"),
                Optional.of("Not found"),
                Optional.of("No"),
                TEXT,
                List.of(new Fault("/a", "is wrong"))));
    assertThat(HealthDocument.readProblems(full.get("Readiness"))).containsExactly("a");
    assertThat(HealthDocument.readWarnings(full.get("Readiness"))).containsExactly("b");
  }

  @Test
  void whatIsAskedIsWhatIsRead() {
    Faults faults = new Faults();
    assertThat(NewExecutionDocument.read(full.get("NewExecution"), "", faults))
        .contains(creation());
    assertThat(NewExecutionsDocument.readItems(full.get("NewExecutions"), faults))
        .containsExactly(full.get("NewExecution"));
    for (ExecutionChange change :
        List.of(executionChange(), executionChange().withoutTimeout(), ExecutionChange.none())) {
      assertThat(ExecutionChangeDocument.read(ExecutionChangeDocument.write(change), faults))
          .contains(change);
    }
    assertThat(faults.isEmpty()).isTrue();
    assertThat(SettingsChangeDocument.read(full.get("SettingsChange"), List.of()))
        .isEqualTo(change());
    assertThat(SettingsChangeDocument.read(sparse.get("SettingsChange"), List.of()))
        .isEqualTo(SettingsChange.none());
  }

  /** In the order of the fields. */
  private static List<Object> values(ProcessingStatus status) {
    return List.of(
        status.running(),
        status.pending(),
        status.pendingCapped(),
        status.settings().maxConcurrentExecutions(),
        status.settings().paused(),
        status.pollInterval(),
        status.initialized(),
        status.version(),
        status.node(),
        status.nodes(),
        status.unhandledTypes());
  }

  private static JsonObject page(ExecutionPage page) {
    return parse(ExecutionPageDocument.write(page, execution -> execution));
  }

  private static JsonObject problem(Optional<String> instance, List<Fault> errors) {
    return ProblemDocument.write("about:blank", "Not found", 404, "No", instance, errors);
  }

  private JsonNode schema(String name) {
    return contract.root().at("/components/schemas/" + name);
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonObject parse(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
