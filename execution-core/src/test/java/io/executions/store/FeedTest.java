package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.ExecutionChange;
import io.executions.api.ExecutionStatus;
import io.executions.api.FeedPlace;
import io.executions.api.IllegalMoveException;
import io.executions.api.MoveEvent;
import io.executions.api.port.MoveFeed;
import io.executions.testing.MoveTrace;
import io.executions.testing.MoveTrace.Change;
import io.executions.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The moves that those who listen are told: each once, and of an execution in their order. */
class FeedTest extends StoreContract {
  private static final int ROUNDS = 60;

  private Feed feed;

  @BeforeEach
  void makeFeed() {
    feed = new Feed(store.transaction);
  }

  @Test
  void whileNobodyListensNothingIsWrittenDown() throws Exception {
    TestNode node = node("a", "work");
    List<Long> ids = store.create("work", 2);
    claim(node, 1);
    store.call(() -> store.moves.cancel(ids.get(1), "a person"));
    node.engine().tellOutside();
    node.engine().foldDeltas();

    assertThat(store.number("SELECT COUNT(*) FROM execution_event")).isZero();
    assertThat(node.look("work").listened()).isFalse();
  }

  @Test
  void aMoveIsToldAsItWas() throws Exception {
    TestNode node = node("a", "work");
    FeedPlace first = feed.listen().latest();
    long id = store.create("work");
    claim(node, 1, new Created(id, "work", "somebody", Optional.empty()));
    settle(node, id);
    store.call(() -> store.moves.retry(id, "the admin token"));
    node.engine().tellOutside();
    node.engine().foldDeltas();

    List<MoveEvent> events = behind(first);
    assertThat(events).extracting(MoveEvent::id).containsOnly(id);
    assertThat(events).extracting(MoveEvent::revision).containsExactly(1, 2, 3, 4);
    assertThat(events)
        .extracting(MoveEvent::from)
        .containsExactly(
            Optional.empty(),
            Optional.of(ExecutionStatus.PENDING),
            Optional.of(ExecutionStatus.RUNNING),
            Optional.of(ExecutionStatus.FAILED));
    assertThat(events)
        .extracting(event -> event.by().orElseThrow())
        .containsExactly("somebody", "a", "a", "application");
    assertThat(events)
        .extracting(event -> event.why().orElse(""))
        .containsExactly("", "", "It broke", "");
    assertThat(events.get(1).node()).contains("a");
    assertThat(events).extracting(MoveEvent::place).isSorted().doesNotHaveDuplicates();
    assertThat(behind(events.get(1).place())).isEqualTo(events.subList(2, 4));
    assertThat(node.look("work").listened()).isTrue();
  }

  @Test
  void whatWasMovedOutsideTheGateIsToldBeforeWhatFollowsFromIt() throws Exception {
    TestNode node = node("a", "work");
    long id = store.create("work");
    claim(node, 1);
    settle(node, id);
    FeedPlace first = feed.listen().latest();
    store.call(() -> store.moves.retry(id, "a person"));
    claim(node, 1);

    assertThat(behind(first)).extracting(MoveEvent::revision).containsExactly(4, 5);
    assertThat(store.number("SELECT COUNT(*) FROM execution_delta WHERE untold = 1")).isZero();
  }

  @Test
  void aChangeThatBeganBeforeSomebodyListenedIsTold() throws Exception {
    TestNode node = node("a", "work");
    long id = store.create("work");
    ClaimedExecution claimed = claim(node, 1).get(0);
    FeedPlace first =
        store.call(
            () -> {
              store.complete(claimed, node.id(), null).orElseThrow();
              return inAnotherThread(() -> feed.listen().latest());
            });
    node.engine().tellOutside();
    node.engine().foldDeltas();

    assertThat(behind(first)).extracting(MoveEvent::id).containsExactly(id);
    assertThat(store.number("SELECT COUNT(*) FROM execution_delta")).isZero();
  }

  @Test
  void whoeverHasNotListenedForLongFindsAGap() throws Exception {
    TestNode node = node("a", "work");
    FeedPlace before = feed.listen().latest();
    store.create("work", 3);
    claim(node, 1);
    store.update("UPDATE execution_gate SET feed_until = 0");
    claim(node, 1);
    assertThat(node.look("work").listened()).isFalse();
    claim(node, 1);

    MoveFeed.Extent extent = feed.listen();
    assertThat(extent.covers(before)).isFalse();
    assertThat(extent.covers(extent.latest())).isTrue();
    assertThat(behind(before)).hasSize(1);
    assertThat(behind(extent.latest())).isEmpty();
  }

  @Test
  void whatIsOldIsRemovedAndWhoAsksForItIsToldSo() throws Exception {
    TestNode node = node("a", "work");
    FeedPlace first = feed.listen().latest();
    store.create("work", 4);
    for (int i = 0; i < 4; i++) {
      claim(node, 1);
    }
    List<MoveEvent> events = behind(first);
    store.update(
        "UPDATE execution_event SET happened_at = happened_at - 601000000 WHERE turn <= ?",
        events.get(2).place().turn());
    while (node.sweep()) {}

    MoveFeed.Extent extent = feed.listen();
    assertThat(extent.covers(first)).isFalse();
    assertThat(extent.covers(events.get(1).place())).isFalse();
    assertThat(extent.covers(events.get(2).place())).isTrue();
    assertThat(behind(events.get(2).place())).isEqualTo(events.subList(3, 4));
  }

  @Test
  void manyMovesOfOneTurnAreReadPartByPart() throws Exception {
    TestNode node = node("a", "work");
    FeedPlace first = feed.listen().latest();
    store.create("work", 600);
    for (ClaimedExecution each : claim(node, 600)) {
      store.call(() -> store.complete(each, node.id(), null)).orElseThrow();
    }
    FeedPlace claimed = behind(first).get(599).place();
    node.engine().tellOutside();
    node.engine().foldDeltas();

    List<MoveEvent> ends = new ArrayList<>();
    FeedPlace place = claimed;
    for (MoveFeed.Part part = feed.behind(place); ; part = feed.behind(place)) {
      ends.addAll(part.events());
      place = part.reached();
      if (!part.more()) {
        break;
      }
    }
    assertThat(ends).hasSize(600).extracting(MoveEvent::id).doesNotHaveDuplicates();
    assertThat(ends).extracting(event -> event.place().turn()).containsOnly(place.turn());
  }

  /** All at once, and each kind of move: what is told is what has happened. */
  @Test
  void noRevisionIsMissingOrDoubledHoweverManyMoveAtTheSameTime() throws Exception {
    List<TestNode> nodes = List.of(node("a", "work"), node("b", "work"));
    List<Long> ids = store.create("work", 12);
    FeedPlace first = feed.listen().latest();
    Optional<MoveTrace> trace =
        database == TestDatabase.H2
            ? Optional.empty()
            : Optional.of(new MoveTrace(store.dataSource::getConnection));
    AtomicBoolean over = new AtomicBoolean();
    List<MoveEvent> told = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(5);
    try {
      Future<?> reader =
          threads.submit(
              () -> {
                FeedPlace place = first;
                boolean last;
                do {
                  last = over.get();
                  MoveFeed.Part part = feed.behind(place);
                  told.addAll(part.events());
                  place = part.reached();
                  last &= !part.more();
                } while (!last);
                return null;
              });
      List<Future<?>> movers = new ArrayList<>();
      for (TestNode node : nodes) {
        movers.add(threads.submit(() -> work(node)));
      }
      movers.add(threads.submit(() -> people(ids, new Random(1))));
      movers.add(threads.submit(() -> people(ids, new Random(2))));
      for (Future<?> mover : movers) {
        mover.get();
      }
      nodes.get(0).engine().tellOutside();
      over.set(true);
      reader.get();
    } finally {
      threads.shutdownNow();
    }

    Map<Long, Integer> revisions = new HashMap<>();
    for (MoveEvent event : told) {
      assertThat(event.revision())
          .as("%s", event)
          .isEqualTo(revisions.getOrDefault(event.id(), 1) + 1);
      revisions.put(event.id(), event.revision());
    }
    for (long id : ids) {
      assertThat(store.row(id))
          .containsEntry("revision", (long) revisions.getOrDefault(id, 1))
          .extractingByKey("status")
          .asString()
          .startsWith(last(told, id));
    }
    if (trace.isPresent()) {
      assertThat(trace.get().breaches()).isEmpty();
      assertThat(told.stream().map(FeedTest::change))
          .containsExactlyInAnyOrderElementsOf(trace.get().changes());
      trace.get().close();
    }
  }

  private static String last(List<MoveEvent> told, long id) {
    return told.stream()
        .filter(event -> event.id() == id)
        .reduce((before, after) -> after)
        .map(event -> event.to().jsonName())
        .orElse("pending");
  }

  private static Change change(MoveEvent event) {
    return new Change(
        event.id(),
        event.revision() - 1,
        event.revision(),
        event.from().orElseThrow().jsonName(),
        event.to().jsonName(),
        event.attempt());
  }

  /** Claims, and ends what it has claimed: some behind the gate, others in the handler's way. */
  private Void work(TestNode node) throws SQLException {
    for (int i = 0; i < ROUNDS; i++) {
      for (ClaimedExecution claimed : claim(node, 3)) {
        if (claimed.id() % 2 == 0) {
          store.call(() -> store.complete(claimed, node.id(), null));
        } else {
          settle(node, claimed.id());
        }
      }
      if (i % 5 == 0) {
        node.engine().tellOutside();
        node.engine().foldDeltas();
      }
    }
    return null;
  }

  private Void people(List<Long> ids, Random random) {
    for (int i = 0; i < 4 * ROUNDS; i++) {
      long id = ids.get(random.nextInt(ids.size()));
      try {
        switch (random.nextInt(3)) {
          case 0 -> store.call(() -> store.moves.cancel(id, "a person"));
          case 1 -> store.call(() -> store.moves.retry(id, "a person"));
          default ->
              store.call(
                  () ->
                      store.changes.change(
                          id,
                          ExecutionChange.none().withPriority(random.nextInt(9)),
                          Set.of(),
                          "a person"));
        }
      } catch (IllegalMoveException e) {
        // Somebody else was faster.
        assertThat(e).hasMessageContaining(Long.toString(id));
      }
    }
    return null;
  }

  private static <T> T inAnotherThread(Callable<T> work) {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      return thread.submit(work).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      thread.shutdown();
    }
  }

  private List<MoveEvent> behind(FeedPlace place) {
    List<MoveEvent> events = new ArrayList<>();
    MoveFeed.Part part = feed.behind(place);
    events.addAll(part.events());
    while (part.more()) {
      part = feed.behind(part.reached());
      events.addAll(part.events());
    }
    return events;
  }

  private static List<ClaimedExecution> claim(TestNode node, int most, Created... created)
      throws SQLException {
    return node.inGate(
        gate -> {
          List<ClaimedExecution> claimed = node.claim(gate, most, "work");
          gate.tell(List.of(created));
          return claimed;
        });
  }

  private static void settle(TestNode node, long id) throws SQLException {
    node.inGate(
        gate -> {
          gate.settle(gate.lock(List.of(id)).running().stream().map(Ends::failed).toList());
          gate.tell(List.of());
          return null;
        });
  }
}
