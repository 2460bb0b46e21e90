package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.ExecutionStatus;
import io.executions.api.FeedPlace;
import io.executions.api.MoveEvent;
import io.executions.api.port.MoveFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The moves that those who listen are told: each once, and of an execution in their order. */
class FeedTest extends FeedContract {
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

  /** What followed from it was not written down, so it would be told with a hole behind it. */
  @Test
  void whatWasMovedBeforeSomebodyListenedIsNotTold() throws Exception {
    TestNode node = node("a", "work");
    long id = store.create("work");
    claim(node, 1);
    settle(node, id);
    store.call(() -> store.moves.retry(id, "a person"));
    claim(node, 1);
    FeedPlace first = feed.listen().latest();
    settle(node, id);
    node.engine().tellOutside();

    assertThat(behind(first)).extracting(MoveEvent::revision).containsExactly(6);
  }

  @Test
  void aPartTellsWhetherMovesAreMissingBeforeIt() throws Exception {
    TestNode node = node("a", "work");
    FeedPlace before = feed.listen().latest();
    store.create("work", 3);
    claim(node, 1);
    assertThat(feed.behind(before).complete()).isTrue();
    node.inGate(
        gate -> {
          gate.tellNothing();
          return null;
        });
    assertThat(feed.behind(before).complete()).isFalse();
    claim(node, 1);
    FeedPlace again = feed.listen().latest();
    claim(node, 1);

    assertThat(feed.behind(before).complete()).isFalse();
    assertThat(feed.behind(again).complete()).isTrue();
    assertThat(feed.behind(again).events()).hasSize(1);
  }

  @Test
  void soMuchThatItWouldHoldUpTheGateIsNotTold() throws Exception {
    TestNode node = node("a", "work");
    FeedPlace first = feed.listen().latest();
    long id = store.create("work");
    store.call(() -> store.moves.cancel(id, "a person"));
    while (store.number("SELECT COUNT(*) FROM execution_delta") <= 10_000) {
      store.update(
          "INSERT INTO execution_delta (type, status, ended, moves, untold)"
              + " SELECT type, status, 0, moves, untold FROM execution_delta");
    }
    node.engine().tellOutside();

    assertThat(feed.behind(first).complete()).isFalse();
    assertThat(node.look("work").listened()).isFalse();
    FeedPlace again = feed.listen().latest();
    assertThat(store.number("SELECT COUNT(*) FROM execution_delta WHERE untold = 1")).isZero();
    assertThat(feed.behind(again).complete()).isTrue();
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

  @Test
  void aTurnIsReadOnFromWhereItWasReadTo() throws Exception {
    TestNode node = node("a", "work");
    FeedPlace first = feed.listen().latest();
    store.create("work", 300);
    for (ClaimedExecution each : claim(node, 300)) {
      store.call(() -> store.complete(each, node.id(), null)).orElseThrow();
    }
    FeedPlace claimed = behind(first).get(299).place();
    node.engine().tellOutside();
    MoveFeed.Part part = feed.behind(claimed);
    FeedPlace within = part.events().get(100).place();
    assertThat(new Feed(store.transaction).behind(within).events().get(0))
        .isEqualTo(part.events().get(101));
    store.update(
        """
        UPDATE execution_event SET moves = 'broken'
         WHERE turn = ? AND part < ?
        """,
        within.turn(),
        store.number(
            "SELECT MAX(part) FROM (SELECT part FROM execution_event WHERE turn = "
                + within.turn()
                + " ORDER BY part LIMIT 100) read_before"));

    List<MoveEvent> rest = behind(part.reached());
    assertThat(rest).hasSize(300 - part.events().size());
    assertThat(rest.get(0).place().index()).isEqualTo(part.reached().index() + 1);
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
}
