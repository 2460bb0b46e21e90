package io.executions.web.event;

import io.executions.api.FeedPlace;
import io.executions.api.ServiceUnavailableException;
import io.executions.api.port.MoveFeed;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * All who listen at this node, and how far they have been told. Its rounds are made by one thread;
 * the rest is thread-safe.
 */
final class Listeners {
  /** The feed is told so often that somebody listens. */
  private static final long LISTENS = TimeUnit.SECONDS.toNanos(60);

  /** Whoever has lost a token is noticed after this and the age of what is known of tokens. */
  private static final long CHECK = TimeUnit.MILLISECONDS.toNanos(400);

  private static final long AFTER_MOVES = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long QUIET = TimeUnit.SECONDS.toNanos(15);

  /** For so long, those who are slow hold up the others. */
  private static final long MOST_PATIENCE = TimeUnit.MILLISECONDS.toNanos(200);

  private final MoveFeed feed;
  private final long pollNanos;
  private final LongSupplier nanoTime;
  private final List<Listener> all = new CopyOnWriteArrayList<>();
  private FeedPlace place;
  private MoveFeed.Extent extent;
  private long listenedAt;
  private long readAt;
  private boolean newcomers;
  private boolean catchingUp;
  private boolean moved;

  Listeners(MoveFeed feed, long pollNanos, LongSupplier nanoTime) {
    this.feed = feed;
    this.pollNanos = pollNanos;
    this.nanoTime = nanoTime;
  }

  int count() {
    return all.size();
  }

  void add(Listener listener) {
    all.add(listener);
    synchronized (this) {
      newcomers = true;
      notifyAll();
    }
  }

  /** Says that there may be something to be told. */
  void moved() {
    if (all.isEmpty()) {
      return;
    }
    synchronized (this) {
      moved = true;
      notifyAll();
    }
  }

  /** Waits until there is something to do. */
  void await() throws InterruptedException {
    if (catchingUp) {
      return;
    }
    synchronized (this) {
      long end = nanoTime.getAsLong() + CHECK;
      for (long left = CHECK; left > 0 && !isTime(); left = end - nanoTime.getAsLong()) {
        TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, AFTER_MOVES / 4));
      }
    }
  }

  private synchronized boolean isTime() {
    long since = nanoTime.getAsLong() - readAt;
    return newcomers || since >= pollNanos || moved && since >= AFTER_MOVES;
  }

  /** Ends who may not listen any more, and tells the others what is new. */
  void round() {
    for (Listener listener : all) {
      if (!listener.isOver() && !listener.isAdmitted()) {
        listener.endSoon();
      }
    }
    all.removeIf(Listener::isOver);
    if (isTime() || all.stream().anyMatch(Listener::isBehind)) {
      try {
        read();
      } catch (ServiceUnavailableException e) {
        // Who was told something before hears of the rest when the database is there again.
        catchingUp = false;
        all.stream().filter(listener -> listener.place() == null).forEach(Listener::refuse);
      }
    }
    long now = nanoTime.getAsLong();
    all.stream()
        .filter(listener -> listener.place() != null && listener.quietFor(now) > QUIET)
        .forEach(listener -> listener.say(now));
  }

  /** Ends all streams. */
  void endAll() {
    if (!all.isEmpty() && place != null) {
      try {
        tellNew();
      } catch (RuntimeException e) {
        // They resume elsewhere, where nothing is missing.
        readAt = nanoTime.getAsLong();
      }
    }
    all.forEach(Listener::end);
    all.clear();
    place = null;
  }

  private void read() {
    synchronized (this) {
      readAt = nanoTime.getAsLong();
      newcomers = false;
      moved = false;
    }
    listen();
    tellNew();
    long now = nanoTime.getAsLong();
    for (Listener listener : all) {
      if (listener.place() == null) {
        listener.beginAt(place, now);
      } else if (listener.isBehind() && !listener.isSlow()) {
        catchUp(listener);
      }
    }
    catchingUp = all.stream().anyMatch(each -> each.isBehind() && !each.isSlow());
  }

  /** Has moves written down, and notices where some were not. */
  private void listen() {
    boolean beyond =
        extent != null
            && all.stream()
                .anyMatch(each -> each.isBehind() && each.place().turn() > extent.latest().turn());
    if (place == null || beyond || nanoTime.getAsLong() - listenedAt >= LISTENS) {
      extent = feed.listen();
      listenedAt = nanoTime.getAsLong();
    }
    if (place == null) {
      place = extent.latest();
    } else if (!extent.covers(place) && place.compareTo(extent.first()) < 0) {
      place = extent.latest();
      all.stream().filter(each -> !each.isBehind() && each.place() != null).forEach(this::reset);
    }
  }

  private void reset(Listener listener) {
    listener.reset(place);
  }

  private void tellNew() {
    MoveFeed.Part part;
    do {
      part = feed.behind(place);
      long now = nanoTime.getAsLong();
      place = part.reached();
      for (Listener listener : all) {
        if (!listener.isBehind() && listener.place() != null) {
          listener.tell(part.events(), place, now);
        }
      }
      if (part.more()) {
        waitForSlow();
      }
    } while (part.more());
  }

  /** A client that reads at all has time to do so between two parts. */
  private void waitForSlow() {
    long end = nanoTime.getAsLong() + MOST_PATIENCE;
    while (nanoTime.getAsLong() < end
        && all.stream().anyMatch(each -> !each.isBehind() && !each.isOver() && each.isSlow())) {
      try {
        TimeUnit.MILLISECONDS.sleep(2);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void catchUp(Listener listener) {
    if (listener.place().compareTo(place) > 0 && !extent.covers(listener.place())) {
      listener.reset(place);
      return;
    }
    MoveFeed.Part part = feed.behind(listener.place());
    // Asked afterwards: what is old may have been removed just before they were read.
    if (feed.first().filter(first -> listener.place().compareTo(first) >= 0).isPresent()) {
      listener.catchUp(part, place, nanoTime.getAsLong());
    } else {
      listener.reset(place);
    }
  }
}
