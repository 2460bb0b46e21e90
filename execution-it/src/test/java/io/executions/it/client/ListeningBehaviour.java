package io.executions.it.client;

import static io.executions.api.ExecutionStatus.COMPLETED;
import static io.executions.api.ExecutionStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.executions.api.FeedPlace;
import io.executions.api.MoveEvent;
import io.executions.api.client.ExecutionClientFeature;
import io.executions.api.client.MoveEvents;
import io.executions.api.client.MoveFilter;
import io.executions.api.client.MoveListener;
import io.executions.api.client.ProblemException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hears of moves, whatever becomes of the connection. */
class ListeningBehaviour extends ClientBehaviour {
  private static final String ADDRESS = System.getProperty("client.address");

  private final Client http = http(System.getProperty("client.token"));
  private final ExecutorService thread = Executors.newCachedThreadPool();
  private final Heard heard = new Heard();

  private static Client http(String token) {
    return ClientBuilder.newBuilder().register(new ExecutionClientFeature(token)).build();
  }

  /** Keeps what it is told. */
  private static final class Heard implements MoveListener {
    private final List<MoveEvent> moves = new CopyOnWriteArrayList<>();
    private final List<FeedPlace> gaps = new CopyOnWriteArrayList<>();

    @Override
    public void moved(MoveEvent event) {
      moves.add(event);
    }

    @Override
    public void missed(FeedPlace before) {
      gaps.add(before);
    }

    List<MoveEvent> of(long id) {
      return moves.stream().filter(move -> move.id() == id && move.revision() > 1).toList();
    }
  }

  private Future<?> listen(MoveEvents events, MoveListener listener) {
    return thread.submit(
        () -> {
          events.listen(listener);
          return null;
        });
  }

  @AfterEach
  void close() {
    thread.shutdownNow();
    http.close();
  }

  @Test
  void hearsOfTheMovesThatItAsksForInTheirOrder() throws Exception {
    MoveFilter filter = MoveFilter.all().withType("command").withStatuses(RUNNING, COMPLETED);
    Future<?> listening;
    try (MoveEvents events = new MoveEvents(http.target(ADDRESS), filter)) {
      listening = listen(events, heard);
      long id = untilHeard();

      assertThat(heard.of(id)).extracting(MoveEvent::revision).containsExactly(2, 3);
      assertThat(heard.of(id)).extracting(MoveEvent::to).containsExactly(RUNNING, COMPLETED);
      assertThat(events.place().orElseThrow()).isGreaterThanOrEqualTo(heard.of(id).get(1).place());
      assertThat(heard.moves).extracting(MoveEvent::to).containsOnly(RUNNING, COMPLETED);
      MoveFilter one = MoveFilter.all().withId(id);
      try (MoveEvents later =
          new MoveEvents(http.target(ADDRESS), one, heard.of(id).get(0).place())) {
        Heard rest = new Heard();
        listen(later, rest);
        await().until(() -> !rest.moves.isEmpty());
        assertThat(rest.moves).containsExactly(heard.of(id).get(1));
      }
    }
    listening.get(30, TimeUnit.SECONDS);
  }

  /** A stream may begin a moment later than what is created now. */
  private long untilHeard() {
    while (true) {
      long id = client.createExecution(command("greet"), null, LONG).id();
      try {
        await().atMost(Duration.ofSeconds(3)).until(() -> heard.of(id).size() == 2);
        return id;
      } catch (ConditionTimeoutException e) {
        assertThat(heard.of(id)).hasSizeLessThan(2);
      }
    }
  }

  @Test
  void goesOnWhereItWasWhenTheConnectionCouldNotBeHadForAWhile() throws Exception {
    try (Relay relay = new Relay(ADDRESS);
        MoveEvents events =
            new MoveEvents(http.target(relay.address()), MoveFilter.all().withType("command"))) {
      listen(events, heard);
      untilHeard();
      relay.cut();
      long id = client.createExecution(command("greet"), null, LONG).id();
      await().until(() -> relay.refused() > 2);
      assertThat(heard.of(id)).isEmpty();
      relay.mend();

      await().until(() -> heard.of(id).size() == 2);
      assertThat(heard.of(id)).extracting(MoveEvent::revision).containsExactly(2, 3);
      assertThat(heard.moves).extracting(MoveEvent::place).doesNotHaveDuplicates().isSorted();
      assertThat(heard.gaps).isEmpty();
    }
  }

  @Test
  void isToldThatMovesAreMissing() {
    try (MoveEvents events =
        new MoveEvents(http.target(ADDRESS), MoveFilter.all(), new FeedPlace(0, 0))) {
      listen(events, heard);

      await().until(() -> !heard.gaps.isEmpty());
    }
  }

  @Test
  void isRefusedWithItsProblem() {
    Client stranger = http("a-token-that-nobody-gave-out");
    try (MoveEvents events = new MoveEvents(stranger.target(ADDRESS), MoveFilter.all())) {
      Future<?> listening = listen(events, heard);

      assertThatThrownBy(() -> listening.get(30, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOfSatisfying(
              ProblemException.class, problem -> assertThat(problem.status()).isEqualTo(401));
    } finally {
      stranger.close();
    }
  }

  @Test
  void endsWithWhatItsListenerThrows() {
    try (MoveEvents events =
        new MoveEvents(http.target(ADDRESS), MoveFilter.all(), new FeedPlace(0, 0))) {
      Future<?> listening =
          listen(
              events,
              new MoveListener() {
                @Override
                public void moved(MoveEvent event) {
                  throw new IllegalStateException("enough");
                }

                @Override
                public void missed(FeedPlace before) {
                  throw new IllegalStateException("enough");
                }
              });

      assertThatThrownBy(() -> listening.get(30, TimeUnit.SECONDS)).hasMessageContaining("enough");
    }
  }
}
