package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.ExecutionChange;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Moves of all kinds that are made at the same time, as those who listen are told them. */
class FeedRaceTest extends FeedContract {
  private static final int ROUNDS = 60;

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
      assertThat(told.stream().map(FeedRaceTest::change))
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
}
