package io.executions.web;

import static io.executions.web.SampleDocuments.ALL_KINDS;
import static io.executions.web.SampleDocuments.EMPTY_PAGE;
import static io.executions.web.SampleDocuments.FULL_PAGE;
import static io.executions.web.SampleDocuments.NEVER;
import static io.executions.web.SampleDocuments.NOTHING;
import static io.executions.web.SampleDocuments.TIME;
import static io.executions.web.SampleDocuments.token;
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
import static io.executions.web.SampleValues.retryFilter;
import static io.executions.web.SampleValues.settings;
import static io.executions.web.SampleValues.status;
import static io.executions.web.SampleValues.types;
import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.AuditPage;
import io.executions.api.Backfilled;
import io.executions.api.BulkCount;
import io.executions.api.BulkPage;
import io.executions.api.BulkVerb;
import io.executions.api.CreationResults;
import io.executions.api.ExecutionChange;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionSelection;
import io.executions.api.ExecutionStats;
import io.executions.api.Fault;
import io.executions.api.Faults;
import io.executions.api.NewToken;
import io.executions.api.ProcessingStatus;
import io.executions.api.SchedulePage;
import io.executions.api.SettingsChange;
import io.executions.api.json.AttemptsDocument;
import io.executions.api.json.AuditDocument;
import io.executions.api.json.BackfillCountDocument;
import io.executions.api.json.BackfillDocument;
import io.executions.api.json.BackfilledDocument;
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
import io.executions.api.json.NewScheduleDocument;
import io.executions.api.json.NewSessionDocument;
import io.executions.api.json.NewTokenDocument;
import io.executions.api.json.NodeDocument;
import io.executions.api.json.ProblemDocument;
import io.executions.api.json.QueueDocument;
import io.executions.api.json.QueueSettingsDocument;
import io.executions.api.json.ScheduleDocument;
import io.executions.api.json.SchedulePreviewDocument;
import io.executions.api.json.ScheduleTimesDocument;
import io.executions.api.json.SeriesDocument;
import io.executions.api.json.SettingsChangeDocument;
import io.executions.api.json.SettingsDocument;
import io.executions.api.json.StatsDocument;
import io.executions.api.json.StatusDocument;
import io.executions.api.json.TokensDocument;
import io.executions.api.json.TypesDocument;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was written is what is read. */
class DocumentReadingTest {
  private final Map<String, JsonObject> full;
  private final Map<String, JsonObject> sparse;

  DocumentReadingTest() {
    SampleDocuments samples = new SampleDocuments();
    full = samples.full();
    sparse = samples.sparse();
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
        .isEqualTo(new CreationResults(List.of(3L, 1L), List.of(1)));
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
    assertThat(QueueDocument.read(full.get("Queue"))).isEqualTo(queue(true));
    assertThat(QueueDocument.read(sparse.get("Queue"))).isEqualTo(queue(false));
    assertThat(QueueDocument.readAll(full.get("Queues"))).containsExactly(queue(true));
    assertThat(QueueSettingsDocument.read(full.get("QueueSettings"), List.of()))
        .isEqualTo(queue(true).settings());
    assertThat(ScheduleDocument.read(full.get("Schedule"))).isEqualTo(schedule(true));
    assertThat(ScheduleDocument.read(sparse.get("Schedule"))).isEqualTo(schedule(false));
    assertThat(ScheduleDocument.readPage(full.get("SchedulePage")))
        .isEqualTo(new SchedulePage(List.of(schedule(true)), TEXT));
    assertThat(
            NewScheduleDocument.read(
                "nightly", full.get("NewSchedule"), List.of(), schedule -> List.of()))
        .isEqualTo(newSchedule());
    assertThat(ScheduleTimesDocument.read(full.get("ScheduleTimes")))
        .containsExactly(Instant.EPOCH);
    for (boolean capped : List.of(true, false)) {
      assertThat(BackfillCountDocument.read((capped ? full : sparse).get("BackfillCount")))
          .isEqualTo(SampleDocuments.backfillCount(capped));
    }
    assertThat(BackfilledDocument.read(full.get("Backfilled")))
        .isEqualTo(new Backfilled(List.of(3L, 4L), 5));
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
                List.of(new Fault("/a", "is wrong")),
                Optional.of(7L)));
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
    for (boolean validateOnly : List.of(true, false)) {
      assertThat(
              BackfillDocument.read(
                  (validateOnly ? full : sparse).get("Backfill"), List.of(), any -> List.of()))
          .extracting(BackfillDocument.Asked::validateOnly, asked -> asked.backfill().from())
          .containsExactly(validateOnly, Instant.EPOCH);
    }
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
}
