package io.executions.web.event;

import io.executions.api.FeedPlace;
import io.executions.api.ServiceUnavailableException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All who listen at this node. One who cannot be served, or takes nothing, holds up no other. */
final class Audience {
  private static final System.Logger LOG = System.getLogger(Audience.class.getName());

  /** For so long, those who are slow hold up the others. */
  private static final long MOST_PATIENCE = TimeUnit.MILLISECONDS.toNanos(200);

  /** At the end, clients have so long to take what waits for them. */
  private static final long FAREWELL = TimeUnit.MILLISECONDS.toNanos(1500);

  private final LongSupplier nanoTime;
  private final List<Listener> all = new CopyOnWriteArrayList<>();

  Audience(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  int count() {
    return all.size();
  }

  void add(Listener listener) {
    all.add(listener);
  }

  void remove(Listener listener) {
    all.remove(listener);
  }

  Stream<Listener> stream() {
    return all.stream();
  }

  boolean any(Predicate<Listener> condition) {
    return all.stream().anyMatch(condition);
  }

  /** Ends the streams of those who may not listen any more, and forgets whose stream is over. */
  void tidy() {
    each(listener -> !listener.isWelcome(), Listener::endSoon);
    all.removeIf(Listener::isOver);
  }

  /**
   * Does that for each listener for which the condition is true; one that cannot be served ends.
   */
  void each(Predicate<Listener> condition, Consumer<Listener> work) {
    for (Listener listener : all) {
      try {
        if (!listener.isOver() && condition.test(listener)) {
          work.accept(listener);
        }
      } catch (ServiceUnavailableException e) {
        throw e;
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, "One of those who listen cannot be told", e);
        listener.endSoon();
      }
    }
  }

  /** Tells those who have been told all before it. */
  void tell(EventBatch batch) {
    long now = nanoTime.getAsLong();
    each(Listener::isLive, listener -> listener.tell(batch, now));
    waitForSlow();
  }

  /** Tells them that some moves will never come. */
  void reset(FeedPlace place) {
    each(Listener::isLive, listener -> listener.reset(place));
  }

  /** A client that reads at all has time to do so between two batches. */
  private void waitForSlow() {
    waitWhile(MOST_PATIENCE, () -> any(Audience::holdsUp));
    all.stream().filter(Audience::holdsUp).forEach(Listener::giveUp);
  }

  private static boolean holdsUp(Listener listener) {
    return listener.isLive() && listener.holdsUp();
  }

  /** Ends all streams; those who take nothing are not waited for long. */
  void endAll() {
    List<Listener> ended = List.copyOf(all);
    ended.forEach(Listener::end);
    waitWhile(FAREWELL, () -> !ended.stream().allMatch(Listener::isOver));
    ended.forEach(Listener::endSoon);
    all.removeAll(ended);
  }

  private void waitWhile(long most, BooleanSupplier condition) {
    long end = nanoTime.getAsLong() + most;
    while (condition.getAsBoolean() && nanoTime.getAsLong() - end < 0) {
      try {
        TimeUnit.MILLISECONDS.sleep(2);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
