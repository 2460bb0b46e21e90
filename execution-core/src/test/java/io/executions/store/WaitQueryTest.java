package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.NewExecution;
import io.executions.api.QueueSettings;
import io.executions.api.RateLimit;
import io.executions.api.WaitsFor;
import io.executions.api.WaitsFor.Reason;
import io.executions.database.Micros;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why a pending execution has not started: the first reason that holds. */
class WaitQueryTest extends StoreContract {
  private static final QueueSettings SET = QueueSettings.DEFAULTS;
  private static final NewExecution WORK = NewExecution.of("work").withQueue("partner");

  @BeforeEach
  void theLimitLeavesRoom() throws SQLException {
    store.limit(100);
  }

  @Test
  void nothingStandsInTheWayOfWhatIsNextAndWhatRunsWaitsForNothing() throws Exception {
    TestNode node = node("a", "work");
    long id = store.create(WORK).id();

    assertThat(waitsFor(id)).isEmpty();
    node.claim(1, "work");
    assertThat(waitsFor(id)).isEmpty();
  }

  @Test
  void thePauseOfAllComesFirst() throws Exception {
    long id = store.create(WORK.withRunAt(Instant.parse("2126-01-01T00:00:00Z"))).id();
    store.queues.set("partner", SET.withPaused(true));
    store.update("UPDATE execution_gate SET paused = TRUE");

    assertThat(waitsFor(id)).contains(WaitsFor.of(Reason.PAUSED));
  }

  @Test
  void thenItsTimeThenThePauseOfItsQueue() throws Exception {
    Instant later = Instant.parse("2126-01-01T00:00:00Z");
    long waiting = store.create(WORK.withRunAt(later)).id();
    long due = store.create(WORK).id();
    store.queues.set("partner", SET.withPaused(true));

    assertThat(waitsFor(waiting)).contains(WaitsFor.until(Reason.DUE_LATER, later));
    assertThat(waitsFor(due)).contains(WaitsFor.of(Reason.QUEUE_PAUSED));
  }

  @Test
  void noNodeIsOneThatHandlesItsTypeAndServesItsQueue() throws Exception {
    long id = store.create(WORK).id();
    assertThat(waitsFor(id)).contains(WaitsFor.of(Reason.NO_NODE));

    node("other type", "mail");
    nodeServing("other queue", Set.of("partne_", "partners", "a"), "work");
    assertThat(waitsFor(id)).contains(WaitsFor.of(Reason.NO_NODE));

    nodeServing("serving", Set.of("a", "partner", "z"), "work");
    assertThat(waitsFor(id)).isEmpty();
  }

  @Test
  void itsKeyTellsHowManyRunAndHowManyAreAhead() throws Exception {
    TestNode node = node("a", "work");
    store.queues.set("partner", SET.withMaxConcurrentPerKey(1).withMaxConcurrent(1));
    store.create(WORK.withConcurrencyKey("k"));
    store.create(WORK.withConcurrencyKey("k"));
    long last = store.create(WORK.withConcurrencyKey("k")).id();
    assertThat(node.claim(100, "work")).hasSize(1);

    assertThat(waitsFor(last)).contains(WaitsFor.limit(Reason.KEY_LIMIT, 1, 1, 1));
  }

  @Test
  void theRateTellsWhenTheNextOneMayStart() throws Exception {
    TestNode node = node("a", "work");
    store.queues.set("partner", SET.withRateLimit(RateLimit.of(1, Duration.ofHours(1))));
    store.create(WORK);
    long next = store.create(WORK).id();
    Instant before = Micros.toInstant(store.now());
    assertThat(node.claim(100, "work")).hasSize(1);

    WaitsFor waits = waitsFor(next).orElseThrow();
    assertThat(waits.reason()).isEqualTo(Reason.RATE);
    assertThat(waits.until().orElseThrow()).isAfter(before.plusSeconds(3_590));
  }

  @Test
  void theLimitOfItsQueueComesBeforeThatOfAll() throws Exception {
    TestNode node = node("a", "work");
    store.queues.set("partner", SET.withMaxConcurrent(1));
    store.create(WORK);
    store.create(WORK);
    long ofQueue = store.create(WORK).id();
    assertThat(node.claim(1, "work")).hasSize(1);
    long ofAll = store.create(NewExecution.of("work")).id();
    store.limit(1);

    assertThat(waitsFor(ofQueue)).contains(WaitsFor.limit(Reason.QUEUE_LIMIT, 1, 1, 1));
    assertThat(waitsFor(ofAll)).contains(WaitsFor.limit(Reason.LIMIT, 1, 1, 0));
  }

  private Optional<WaitsFor> waitsFor(long id) throws SQLException {
    return store.sql(sql -> new WaitQuery(sql).of(id));
  }
}
