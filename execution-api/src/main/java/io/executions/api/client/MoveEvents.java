package io.executions.api.client;

import io.executions.api.FeedPlace;
import io.executions.api.MoveEvent;
import io.executions.api.json.MoveEventDocument;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.sse.InboundSseEvent;
import jakarta.ws.rs.sse.SseEventSource;
import java.io.StringReader;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Hears of moves as they are made, each once and those of an execution in their order, also when
 * the connection breaks or the node dies: then it goes on behind the last one that it was told, at
 * whatever node answers. It takes the {@link SseEventSource} of a JAX-RS client (with Jersey,
 * {@code jersey-media-sse}) that an {@link ExecutionClientFeature} was registered with:
 *
 * <pre>{@code
 * Client http = ClientBuilder.newBuilder().register(new ExecutionClientFeature(token)).build();
 * WebTarget service = http.target("http://127.0.0.1:8080/api");
 * try (MoveEvents events = new MoveEvents(service, MoveFilter.all().withStatuses(FAILED))) {
 *   events.listen(listener);
 * }
 * }</pre>
 *
 * <p>MicroProfile Rest Client has no such way of its own that all of its implementations know;
 * where it is, there is a JAX-RS client, too.
 *
 * <p>Thread-safe, but only one thread may listen.
 */
public final class MoveEvents implements AutoCloseable {
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final int TOO_MANY_REQUESTS = 429;

  private final WebTarget target;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile FeedPlace place;
  private volatile Source source;

  /**
   * Makes one that hears of what moves from when it listens.
   *
   * @param service the address of the REST interface
   */
  public MoveEvents(WebTarget service, MoveFilter filter) {
    this.target = target(service, filter);
  }

  /**
   * Makes one that goes on behind a place where another one was.
   *
   * @param service the address of the REST interface
   * @param behind the {@link #place()} of that one, or of an event
   */
  public MoveEvents(WebTarget service, MoveFilter filter, FeedPlace behind) {
    this(service, filter);
    this.place = behind;
  }

  private WebTarget target(WebTarget service, MoveFilter filter) {
    WebTarget events = service.path("events");
    events =
        filter.statuses().isEmpty() ? events : events.queryParam("status", filter.statuses().get());
    events = filter.type().isEmpty() ? events : events.queryParam("type", filter.type().get());
    events = filter.id().isEmpty() ? events : events.queryParam("id", filter.id().get());
    // An event source has no other way to be told where to begin.
    ClientRequestFilter goOn =
        request -> {
          FeedPlace last = place;
          if (last != null) {
            request.getHeaders().putSingle(HttpHeaders.LAST_EVENT_ID_HEADER, last.text());
          }
        };
    return events.register(goOn);
  }

  /**
   * Tells the listener of moves, on other threads, one call at a time, until this is closed.
   *
   * @throws ProblemException if the service refuses that for good: its status is from 400 to 499
   * @throws RuntimeException what the listener has thrown
   */
  public void listen(MoveListener listener) throws InterruptedException {
    Duration pause = SHORTEST_PAUSE;
    do {
      Source one = new Source(listener);
      source = one;
      one.hear();
      one.rethrow();
      pause = one.heard ? SHORTEST_PAUSE : longer(pause);
    } while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS));
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  /** Returns behind which event to go on; empty if there was none yet. */
  public Optional<FeedPlace> place() {
    return Optional.ofNullable(place);
  }

  /** Ends the listening; what the listener is told just now it is told to the end. */
  @Override
  public void close() {
    closed.countDown();
    Source last = source;
    if (last != null) {
      last.over.countDown();
    }
  }

  /** One event source. It connects again by itself, but gives up where that fails once. */
  private final class Source {
    private final MoveListener listener;
    private final CountDownLatch over = new CountDownLatch(1);
    private Throwable failure;
    private RuntimeException thrown;
    private volatile boolean heard;

    Source(MoveListener listener) {
      this.listener = listener;
    }

    void hear() throws InterruptedException {
      SseEventSource events = SseEventSource.target(target).build();
      events.register(this::take, this::fail, over::countDown);
      try {
        events.open();
        do {
          over.await(1, TimeUnit.SECONDS);
        } while (over.getCount() > 0 && closed.getCount() > 0 && events.isOpen());
      } finally {
        end();
        events.close(0, TimeUnit.SECONDS);
      }
    }

    private synchronized void end() {
      over.countDown();
    }

    private synchronized void fail(Throwable problem) {
      failure = failure == null ? problem : failure;
      over.countDown();
    }

    /** What comes after the end is told to the next one again. */
    private synchronized void take(InboundSseEvent event) {
      if (over.getCount() == 0) {
        return;
      }
      heard = true;
      Optional<FeedPlace> at = Optional.ofNullable(event.getId()).flatMap(FeedPlace::parse);
      try {
        at.ifPresent(here -> tell(event, here));
        place = at.orElse(place);
      } catch (RuntimeException e) {
        thrown = e;
        over.countDown();
      }
    }

    private void tell(InboundSseEvent event, FeedPlace at) {
      if ("move".equals(event.getName())) {
        listener.moved(read(at, event.readData()));
      } else if ("reset".equals(event.getName())) {
        listener.missed(at);
      }
    }

    synchronized void rethrow() {
      if (thrown != null) {
        throw thrown;
      }
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof ProblemException problem && isFinal(problem.status())) {
          throw problem;
        }
      }
    }
  }

  private static boolean isFinal(int status) {
    return status < 500 && status != TOO_MANY_REQUESTS;
  }

  private static MoveEvent read(FeedPlace at, String data) {
    try (JsonReader reader = Json.createReader(new StringReader(data))) {
      return MoveEventDocument.read(at, reader.readObject());
    }
  }
}
