package io.executions.web;

import static io.executions.web.SampleExecutions.FULL;
import static io.executions.web.SampleExecutions.SPARSE;
import static io.executions.web.SampleFigures.failures;
import static io.executions.web.SampleFigures.series;
import static io.executions.web.SampleFigures.stats;
import static io.executions.web.SampleQueues.queue;
import static io.executions.web.SampleSchedules.newSchedule;
import static io.executions.web.SampleSchedules.preview;
import static io.executions.web.SampleSchedules.schedule;
import static io.executions.web.SampleValues.FULL_NODE;
import static io.executions.web.SampleValues.SPARSE_NODE;
import static io.executions.web.SampleValues.TEXT;
import static io.executions.web.SampleValues.attempts;
import static io.executions.web.SampleValues.audit;
import static io.executions.web.SampleValues.bulk;
import static io.executions.web.SampleValues.change;
import static io.executions.web.SampleValues.creation;
import static io.executions.web.SampleValues.executionChange;
import static io.executions.web.SampleValues.filter;
import static io.executions.web.SampleValues.settings;
import static io.executions.web.SampleValues.status;
import static io.executions.web.SampleValues.types;

import io.executions.api.AccessToken;
import io.executions.api.AuditPage;
import io.executions.api.Backfill;
import io.executions.api.BackfillCount;
import io.executions.api.Backfilled;
import io.executions.api.BulkCount;
import io.executions.api.BulkPage;
import io.executions.api.CreationResults;
import io.executions.api.ExecutionChange;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionPage;
import io.executions.api.ExecutionSelection;
import io.executions.api.ExecutionStats;
import io.executions.api.ExecutionStatus;
import io.executions.api.Fault;
import io.executions.api.FeedPlace;
import io.executions.api.MoveEvent;
import io.executions.api.NewToken;
import io.executions.api.SchedulePage;
import io.executions.api.SettingsChange;
import io.executions.api.json.AttemptsDocument;
import io.executions.api.json.AuditDocument;
import io.executions.api.json.BackfillCountDocument;
import io.executions.api.json.BackfillDocument;
import io.executions.api.json.BackfilledDocument;
import io.executions.api.json.BackoffDocument;
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
import io.executions.api.json.MoveEventDocument;
import io.executions.api.json.NewExecutionDocument;
import io.executions.api.json.NewExecutionsDocument;
import io.executions.api.json.NewScheduleDocument;
import io.executions.api.json.NewTokenDocument;
import io.executions.api.json.NodeDocument;
import io.executions.api.json.ProblemDocument;
import io.executions.api.json.QueueDocument;
import io.executions.api.json.QueueSettingsDocument;
import io.executions.api.json.ScheduleDocument;
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
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A document of each kind, once with all fields and once with as few as it may have. */
final class SampleDocuments {
  static final ExecutionPage FULL_PAGE =
      new ExecutionPage(List.of(FULL, SPARSE), TEXT, TEXT, Optional.of(Instant.EPOCH));

  static final ExecutionPage EMPTY_PAGE =
      new ExecutionPage(List.of(), Optional.empty(), Optional.empty(), Optional.empty());
  static final Optional<Instant> TIME = Optional.of(Instant.EPOCH);
  static final Optional<Instant> NEVER = Optional.empty();

  /** More than anybody may ask for at once, so that all fields have a value. */
  static final ExecutionSelection ALL_KINDS =
      new ExecutionSelection(Optional.of(filter()), List.of(3L, 4L));

  static final ExecutionSelection NOTHING = ExecutionSelection.of(List.of());

  /** The documents in which all fields have a value, and those in which only some have. */
  private final Map<String, JsonObject> full = new TreeMap<>();

  private final Map<String, JsonObject> sparse = new TreeMap<>();

  static BackfillCount backfillCount(boolean capped) {
    return new BackfillCount(7, List.of(Instant.EPOCH), capped);
  }

  SampleDocuments() {
    full.put("Execution", parse(ExecutionDocument.write(FULL)));
    sparse.put("Execution", parse(ExecutionDocument.write(SPARSE)));
    full.put("WaitsFor", full.get("Execution").getJsonObject("waitsFor"));
    full.put("RemovedExecution", parse(ExecutionDocument.writeRemoved(42)));
    full.put("ExecutionPage", page(FULL_PAGE));
    sparse.put("ExecutionPage", page(EMPTY_PAGE));
    full.put("Attempts", AttemptsDocument.write(attempts()));
    full.put("Attempt", full.get("Attempts").getJsonArray("items").getJsonObject(0));
    sparse.put("Attempt", full.get("Attempts").getJsonArray("items").getJsonObject(1));
    full.put("Backoff", BackoffDocument.write(SampleValues.BACKOFF));
    full.put("NewExecution", NewExecutionDocument.write(creation()));
    full.put("NewExecutions", NewExecutionsDocument.write(List.of(creation())));
    full.put(
        "CreatedExecutions",
        CreatedExecutionsDocument.write(new CreationResults(List.of(3L, 1L), List.of(1))));
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
    full.put("NewSchedule", NewScheduleDocument.write(newSchedule()));
    full.put("Schedule", ScheduleDocument.write(schedule(true)));
    sparse.put("Schedule", ScheduleDocument.write(schedule(false)));
    full.put("LastExecution", full.get("Schedule").getJsonObject("lastExecution"));
    full.put(
        "SchedulePage", ScheduleDocument.write(new SchedulePage(List.of(schedule(true)), TEXT)));
    sparse.put(
        "SchedulePage", ScheduleDocument.write(new SchedulePage(List.of(), Optional.empty())));
    full.put("SchedulePreview", SchedulePreviewDocument.write(preview()));
    full.put("ScheduleTimes", ScheduleTimesDocument.write(List.of(Instant.EPOCH)));
    Backfill backfill = new Backfill(Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
    full.put("Backfill", BackfillDocument.write(new BackfillDocument.Asked(backfill, true)));
    sparse.put("Backfill", BackfillDocument.write(new BackfillDocument.Asked(backfill, false)));
    full.put("BackfillCount", BackfillCountDocument.write(backfillCount(true)));
    sparse.put("BackfillCount", BackfillCountDocument.write(backfillCount(false)));
    full.put("Backfilled", BackfilledDocument.write(new Backfilled(List.of(3L, 4L), 5)));
    full.put("Queue", QueueDocument.write(queue(true)));
    sparse.put("Queue", QueueDocument.write(queue(false)));
    full.put("Queues", QueueDocument.write(List.of(queue(true))));
    full.put("QueueSettings", QueueSettingsDocument.write(queue(true).settings()));
    full.put("RateLimit", full.get("QueueSettings").getJsonObject("rateLimit"));
    full.put("WaitingKey", full.get("Queue").getJsonArray("waitingKeys").getJsonObject(0));
    full.put("Settings", SettingsDocument.write(settings()));
    full.put("SettingsChange", SettingsChangeDocument.write(change()));
    sparse.put("SettingsChange", SettingsChangeDocument.write(SettingsChange.none()));
    full.put("ExecutionChange", ExecutionChangeDocument.write(executionChange()));
    sparse.put("ExecutionChange", ExecutionChangeDocument.write(ExecutionChange.none()));
    full.put(
        "MoveEvent", MoveEventDocument.write(event(Optional.of(ExecutionStatus.PENDING), TEXT)));
    sparse.put("MoveEvent", MoveEventDocument.write(event(Optional.empty(), Optional.empty())));
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
    full.put("Problem", problem(TEXT, List.of(new Fault("/a", "is wrong")), Optional.of(7L)));
    full.put("Fault", full.get("Problem").getJsonArray("errors").getJsonObject(0));
    sparse.put("Problem", problem(Optional.empty(), List.of(), Optional.empty()));
  }

  /** Returns the documents in which all fields have a value, by the name of their schema. */
  Map<String, JsonObject> full() {
    return full;
  }

  /** Returns the documents in which only the required fields have a value. */
  Map<String, JsonObject> sparse() {
    return sparse;
  }

  private static JsonObject page(ExecutionPage page) {
    return parse(ExecutionPageDocument.write(page, execution -> execution));
  }

  private static JsonObject problem(
      Optional<String> instance, List<Fault> errors, Optional<Long> existingId) {
    return ProblemDocument.write(
        "about:blank", "Not found", 404, "No", instance, errors, existingId);
  }

  static AccessToken token(Optional<Instant> time) {
    return new AccessToken("t", "viewer", Instant.EPOCH, time, time);
  }

  private static JsonObject parse(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  private static MoveEvent event(Optional<ExecutionStatus> from, Optional<String> text) {
    return new MoveEvent(
        new FeedPlace(1, 0),
        42,
        "t",
        1,
        from,
        ExecutionStatus.PENDING,
        0,
        text,
        text,
        text,
        Instant.EPOCH);
  }
}
