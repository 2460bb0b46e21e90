package io.executions.web;

import static io.executions.web.SampleValues.FULL;
import static io.executions.web.SampleValues.FULL_NODE;
import static io.executions.web.SampleValues.SPARSE;
import static io.executions.web.SampleValues.SPARSE_NODE;
import static io.executions.web.SampleValues.TEXT;
import static io.executions.web.SampleValues.attempts;
import static io.executions.web.SampleValues.audit;
import static io.executions.web.SampleValues.bulk;
import static io.executions.web.SampleValues.change;
import static io.executions.web.SampleValues.creation;
import static io.executions.web.SampleValues.executionChange;
import static io.executions.web.SampleValues.failures;
import static io.executions.web.SampleValues.filter;
import static io.executions.web.SampleValues.preview;
import static io.executions.web.SampleValues.retryFilter;
import static io.executions.web.SampleValues.series;
import static io.executions.web.SampleValues.settings;
import static io.executions.web.SampleValues.stats;
import static io.executions.web.SampleValues.status;
import static io.executions.web.SampleValues.types;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.executions.api.AccessToken;
import io.executions.api.AuditPage;
import io.executions.api.BulkCount;
import io.executions.api.BulkPage;
import io.executions.api.BulkVerb;
import io.executions.api.ExecutionChange;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionPage;
import io.executions.api.ExecutionSelection;
import io.executions.api.ExecutionStats;
import io.executions.api.Fault;
import io.executions.api.Faults;
import io.executions.api.NewToken;
import io.executions.api.ProcessingStatus;
import io.executions.api.SettingsChange;
import io.executions.api.json.AttemptsDocument;
import io.executions.api.json.AuditDocument;
import io.executions.api.json.BulkCountDocument;
import io.executions.api.json.BulkDocument;
import io.executions.api.json.BulkRequestDocument;
import io.executions.api.json.BulkRequestDocument.Asked;
import io.executions.api.json.CreatedExecutionsDocument;
import io.executions.api.json.ExecutionChangeDocument;
import io.executions.api.json.ExecutionDocument;
import io.executions.api.json.ExecutionFilterDocument;
import io.executions.api.json.ExecutionPageDocument;
import io.executions.api.json.FailuresDocument;
import io.executions.api.json.HealthDocument;
import io.executions.api.json.NewExecutionDocument;
import io.executions.api.json.NewExecutionsDocument;
import io.executions.api.json.NewSessionDocument;
import io.executions.api.json.NewTokenDocument;
import io.executions.api.json.NodeDocument;
import io.executions.api.json.ProblemDocument;
import io.executions.api.json.SchedulePreviewDocument;
import io.executions.api.json.ScheduleTimesDocument;
import io.executions.api.json.SeriesDocument;
import io.executions.api.json.SessionDocument;
import io.executions.api.json.SettingsChangeDocument;
import io.executions.api.json.SettingsDocument;
import io.executions.api.json.StatsDocument;
import io.executions.api.json.StatusDocument;
import io.executions.api.json.TokensDocument;
import io.executions.api.json.TypesDocument;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
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
      new ExecutionPage(List.of(FULL, SPARSE), TEXT, TEXT, Optional.of(Instant.EPOCH));

  private static final ExecutionPage EMPTY_PAGE =
      new ExecutionPage(List.of(), Optional.empty(), Optional.empty(), Optional.empty());
  private static final Optional<Instant> TIME = Optional.of(Instant.EPOCH);
  private static final Optional<Instant> NEVER = Optional.empty();

  /** More than anybody may ask for at once, so that all fields have a value. */
  private static final ExecutionSelection ALL_KINDS =
      new ExecutionSelection(Optional.of(filter()), List.of(3L, 4L));

  private static final ExecutionSelection NOTHING = ExecutionSelection.of(List.of());

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
    full.put("BulkRequest", BulkRequestDocument.write(new Asked(ALL_KINDS, true)));
    sparse.put("BulkRequest", BulkRequestDocument.write(new Asked(NOTHING, false)));
    full.put("ExecutionFilter", ExecutionFilterDocument.write(filter()));
    sparse.put("ExecutionFilter", ExecutionFilterDocument.write(ExecutionFilter.all()));
    full.put("BulkCount", BulkCountDocument.write(new BulkCount(7, true)));
    full.put("Bulk", BulkDocument.write(bulk(ALL_KINDS, true)));
    sparse.put("Bulk", BulkDocument.write(bulk(NOTHING, false)));
    full.put("BulkPage", BulkDocument.write(new BulkPage(List.of(bulk(NOTHING, true)), TEXT)));
    sparse.put("BulkPage", BulkDocument.write(new BulkPage(List.of(), Optional.empty())));
    full.put("ExecutionStats", StatsDocument.write(stats()));
    sparse.put("ExecutionStats", StatsDocument.write(new ExecutionStats(0, 0, 0, 0, 0, false)));
    full.put("OldestPending", full.get("ExecutionStats").getJsonObject("oldestPending"));
    full.put("TypeStats", full.get("ExecutionStats").getJsonArray("types").getJsonObject(0));
    full.put("ExecutionFailures", FailuresDocument.write(failures()));
    full.put("FailureGroup", full.get("ExecutionFailures").getJsonArray("items").getJsonObject(0));
    full.put("ExecutionSeries", SeriesDocument.write(series()));
    full.put("SeriesPoint", full.get("ExecutionSeries").getJsonArray("items").getJsonObject(0));
    sparse.put("SeriesPoint", full.get("ExecutionSeries").getJsonArray("items").getJsonObject(1));
    full.put("Percentiles", full.get("SeriesPoint").getJsonObject("waitingMs"));
    full.put("ProcessingStatus", StatusDocument.write(status(List.of("t"))));
    sparse.put("ProcessingStatus", StatusDocument.write(status(List.of())));
    full.put("Node", NodeDocument.write(FULL_NODE));
    full.put("PollTimer", full.get("Node").getJsonObject("timer"));
    sparse.put("PollTimer", NodeDocument.write(SPARSE_NODE).getJsonObject("timer"));
    full.put("ExecutionTypes", TypesDocument.write(types()));
    full.put("ExecutionType", full.get("ExecutionTypes").getJsonArray("items").getJsonObject(0));
    full.put("SchedulePreview", SchedulePreviewDocument.write(preview()));
    full.put("ScheduleTimes", ScheduleTimesDocument.write(List.of(Instant.EPOCH)));
    full.put("Settings", SettingsDocument.write(settings()));
    full.put("SettingsChange", SettingsChangeDocument.write(change()));
    sparse.put("SettingsChange", SettingsChangeDocument.write(SettingsChange.none()));
    full.put("ExecutionChange", ExecutionChangeDocument.write(executionChange()));
    sparse.put("ExecutionChange", ExecutionChangeDocument.write(ExecutionChange.none()));
    full.put("AuditPage", AuditDocument.write(new AuditPage(audit(), TEXT)));
    sparse.put("AuditPage", AuditDocument.write(new AuditPage(List.of(), Optional.empty())));
    full.put("AuditEntry", full.get("AuditPage").getJsonArray("items").getJsonObject(0));
    sparse.put("AuditEntry", full.get("AuditPage").getJsonArray("items").getJsonObject(1));
    full.put("AuditTarget", full.get("AuditEntry").getJsonObject("target"));
    full.put("NewToken", NewTokenDocument.write(new NewToken("t", "viewer", TIME)));
    sparse.put("NewToken", NewTokenDocument.write(new NewToken("t", "viewer", NEVER)));
    full.put("CreatedToken", TokensDocument.writeCreated(token(TIME), "secret"));
    sparse.put("CreatedToken", TokensDocument.writeCreated(token(NEVER), "secret"));
    full.put("Tokens", TokensDocument.write(List.of(token(TIME), token(NEVER))));
    full.put("Token", full.get("Tokens").getJsonArray("items").getJsonObject(0));
    sparse.put("Token", full.get("Tokens").getJsonArray("items").getJsonObject(1));
    full.put("NewSession", parse("{\"token\": \"t\"}"));
    full.put("Session", SessionDocument.write("admin", "admin", Optional.of(Instant.EPOCH)));
    sparse.put("Session", SessionDocument.write("admin", "admin", Optional.empty()));
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
    assertThat(ExecutionPageDocument.read(full.get("ExecutionPage"))).isEqualTo(FULL_PAGE);
    assertThat(ExecutionPageDocument.read(sparse.get("ExecutionPage"))).isEqualTo(EMPTY_PAGE);
    assertThat(AttemptsDocument.read(full.get("Attempts"))).isEqualTo(attempts());
    assertThat(CreatedExecutionsDocument.read(full.get("CreatedExecutions")))
        .containsExactly(3L, 1L);
    assertThat(BulkDocument.read(full.get("Bulk"))).isEqualTo(bulk(ALL_KINDS, true));
    assertThat(BulkDocument.read(sparse.get("Bulk"))).isEqualTo(bulk(NOTHING, false));
    assertThat(BulkDocument.readPage(full.get("BulkPage")))
        .isEqualTo(new BulkPage(List.of(bulk(NOTHING, true)), TEXT));
    assertThat(BulkCountDocument.read(full.get("BulkCount"))).isEqualTo(new BulkCount(7, true));
    assertThat(ExecutionFilterDocument.read(full.get("ExecutionFilter"))).isEqualTo(filter());
    assertThat(ExecutionFilterDocument.read(sparse.get("ExecutionFilter")))
        .isEqualTo(ExecutionFilter.all());
    assertThat(StatsDocument.read(full.get("ExecutionStats"))).isEqualTo(stats());
    assertThat(StatsDocument.read(sparse.get("ExecutionStats")))
        .isEqualTo(new ExecutionStats(0, 0, 0, 0, 0, false));
    assertThat(FailuresDocument.read(full.get("ExecutionFailures"))).isEqualTo(failures());
    assertThat(SeriesDocument.read(full.get("ExecutionSeries"))).isEqualTo(series());
    assertThat(NodeDocument.read(full.get("Node"))).isEqualTo(FULL_NODE);
    assertThat(NodeDocument.read(NodeDocument.write(SPARSE_NODE))).isEqualTo(SPARSE_NODE);
    assertThat(TypesDocument.read(full.get("ExecutionTypes"))).isEqualTo(types());
    assertThat(ScheduleTimesDocument.read(full.get("ScheduleTimes")))
        .containsExactly(Instant.EPOCH);
    assertThat(SettingsDocument.read(full.get("Settings"))).isEqualTo(settings());
    assertThat(AuditDocument.read(full.get("AuditPage"))).isEqualTo(new AuditPage(audit(), TEXT));
    assertThat(TokensDocument.read(full.get("Tokens")))
        .isEqualTo(List.of(token(TIME), token(NEVER)));
    assertThat(TokensDocument.readCreated(sparse.get("CreatedToken"))).isEqualTo(token(NEVER));
    assertThat(TokensDocument.readSecret(full.get("CreatedToken"))).isEqualTo("secret");
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
    assertThat(NewTokenDocument.read(full.get("NewToken"), List.of(), time -> false))
        .isEqualTo(new NewToken("t", "viewer", TIME));
    for (ExecutionSelection selection :
        List.of(ExecutionSelection.of(retryFilter()), ExecutionSelection.of(List.of(3L, 4L)))) {
      assertThat(
              BulkRequestDocument.read(
                  BulkVerb.RETRY, BulkRequestDocument.write(new Asked(selection, true)), List.of()))
          .isEqualTo(new Asked(selection, true));
    }
    assertThat(
            SchedulePreviewDocument.read(
                full.get("SchedulePreview"), List.of(), preview -> List.of()))
        .isEqualTo(preview());
    assertThat(SettingsChangeDocument.read(full.get("SettingsChange"), List.of()))
        .isEqualTo(change());
    assertThat(SettingsChangeDocument.read(sparse.get("SettingsChange"), List.of()))
        .isEqualTo(SettingsChange.none());
  }

  @Test
  void theTokenThatIsGivenIsRead() {
    assertThat(NewSessionDocument.read(full.get("NewSession"))).isEqualTo("t");
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

  private static AccessToken token(Optional<Instant> time) {
    return new AccessToken("t", "viewer", Instant.EPOCH, time, time);
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
