package io.executions.web.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.ExecutionStatus;
import io.executions.api.FeedPlace;
import io.executions.api.MoveEvent;
import io.executions.api.port.MoveFeed;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one thread tells all who listen: nobody among them can keep it from the others. */
@Timeout(60)
class ListenersTest {
  private static final EventFilter ALL =
      new EventFilter(Set.of(), Optional.empty(), Optional.empty());

  private final Moves feed = new Moves();
  private final Listeners listeners =
      new Listeners(feed, Duration.ofMillis(1).toNanos(), System::nanoTime);

  @Test
  void aRoundEndsHoweverMuchThereIsToTell() throws Exception {
    Client client = new Client(true);
    add(client, null, () -> true);
    listeners.round();
    feed.endless = true;
    while (!client.text().contains("event: move")) {
      listeners.round();
    }
  }

  @Test
  void aClientThatTakesNothingIsWaitedForOnce() throws Exception {
    Client client = new Client(true);
    add(new Client(false), null, () -> true);
    add(client, null, () -> true);
    listeners.round();
    feed.last = 20_000;
    long before = System.nanoTime();
    while (client.count("event: move") < 20_000) {
      listeners.round();
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void aClientThatResumesIsToldAllThatItTakes() throws Exception {
    Client client = new Client(true);
    client.ready = 300;
    add(client, new FeedPlace(5, 0), () -> true);
    feed.last = 5_000;
    while (client.count("event: move") < 5_000) {
      listeners.round();
      client.takeMore(300);
    }
    assertThat(client.text()).doesNotContain("event: reset");
  }

  @Test
  void whoMissedMovesIsToldSo() throws Exception {
    Client client = new Client(true);
    add(client, null, () -> true);
    listeners.round();
    assertThat(client.text()).doesNotContain("event: reset");
    feed.complete = false;
    while (!client.text().contains("event: reset")) {
      listeners.round();
    }
    assertThat(feed.listened).isEqualTo(2);
  }

  @Test
  void placesThatAreNoneDoNotTakeTurnsAtWill() throws Exception {
    for (int i = 0; i < 50; i++) {
      add(new Client(true), new FeedPlace(999_999, 0), () -> true);
      listeners.round();
    }
    assertThat(feed.listened).isLessThan(4);
  }

  @Test
  void oneWhoCannotBeServedKeepsNobodyElseFromBeingTold() throws Exception {
    Client broken = new Client(true);
    Client client = new Client(true);
    add(
        broken,
        null,
        () -> {
          throw new IllegalStateException("It is broken");
        });
    add(client, null, () -> true);
    listeners.round();
    assertThat(broken.completed).isTrue();
    assertThat(client.text()).contains("id: 5-0");
    assertThat(listeners.count()).isOne();
  }

  @Test
  void endsAlsoTheStreamsOfClientsThatTakeNothing() throws Exception {
    Client client = new Client(false);
    add(client, null, () -> true);
    listeners.round();
    listeners.endAll();
    assertThat(client.completed).isTrue();
    assertThat(listeners.count()).isZero();
  }

  private void add(Client client, FeedPlace place, BooleanSupplier admitted) throws IOException {
    listeners.add(new Listener(EventStream.on(client.context()), ALL, admitted, place));
    client.takeMore(client.ready);
  }

  /** Turn 5 of the gate, with moves of it up to the last one. */
  private static final class Moves implements MoveFeed {
    private int last;
    private boolean endless;
    private boolean complete = true;
    private int listened;

    @Override
    public Extent listen() {
      listened++;
      complete = true;
      return new Extent(new FeedPlace(5, 0), new FeedPlace(5, 0));
    }

    @Override
    public Part behind(FeedPlace place) {
      int end = endless ? place.index() + 1000 : Math.min(last, place.index() + 1000);
      List<MoveEvent> events =
          IntStream.rangeClosed(place.index() + 1, end).mapToObj(Moves::move).toList();
      FeedPlace reached = events.isEmpty() ? place : events.get(events.size() - 1).place();
      return new Part(events, reached, endless || end < last, complete);
    }

    private static MoveEvent move(int index) {
      return new MoveEvent(
          new FeedPlace(5, index),
          index,
          "work",
          2,
          Optional.of(ExecutionStatus.PENDING),
          ExecutionStatus.CANCELLED,
          0,
          Optional.empty(),
          Optional.of("a person"),
          Optional.empty(),
          Instant.EPOCH);
    }
  }

  /** A client that takes so many texts and, unless it is told to take more, no other. */
  private static final class Client extends ServletOutputStream {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private WriteListener listener;
    private int ready;
    private boolean completed;

    Client(boolean takes) {
      ready = takes ? Integer.MAX_VALUE : 0;
    }

    AsyncContext context() {
      return proxy(AsyncContext.class);
    }

    void takeMore(int texts) throws IOException {
      ready = texts;
      if (texts > 0) {
        listener.onWritePossible();
      }
    }

    String text() {
      return taken.toString(StandardCharsets.UTF_8);
    }

    long count(String line) {
      return text().lines().filter(line::equals).count();
    }

    private <T> T proxy(Class<T> type) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "getResponse" -> proxy(HttpServletResponse.class);
                    case "getOutputStream" -> this;
                    case "isCommitted" -> false;
                    case "complete" -> {
                      completed = true;
                      yield null;
                    }
                    default -> null;
                  }));
    }

    @Override
    public boolean isReady() {
      return ready > 0;
    }

    @Override
    public void setWriteListener(WriteListener given) {
      listener = given;
    }

    @Override
    public void write(byte[] text, int from, int length) {
      ready--;
      taken.write(text, from, length);
    }

    @Override
    public void write(int one) {
      taken.write(one);
    }
  }
}
