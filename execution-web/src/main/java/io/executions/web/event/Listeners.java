package io.executions.web.event;

import io.executions.api.FeedPlace;
import io.executions.api.ServiceUnavailableException;
import io.executions.api.port.MoveFeed;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells all who listen at this node, and knows how far. Its rounds are made by one thread, and each
 * of them is short, however much there is to tell; the rest is thread-safe.
 */
final class Listeners {
  private static final System.Logger LOG = System.getLogger(Listeners.class.getName());

  /** The feed is told so often that somebody listens. */
  private static final long LISTENS = TimeUnit.SECONDS.toNanos(60);

  /** It is a turn of the gate, so clients must not be able to have it done at will. */
  private static final long LISTENS_AT_MOST = TimeUnit.SECONDS.toNanos(1);

  /**
   * A listener that has lost its token is noticed after this and the age of what is known of
   * tokens.
   */
  private static final long CHECK = TimeUnit.MILLISECONDS.toNanos(400);

  private static final long AFTER_MOVES = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long QUIET = TimeUnit.SECONDS.toNanos(15);

  /** After so long, one round leaves to the next what is still to be told. */
  private static final long MOST_TELLING = TimeUnit.MILLISECONDS.toNanos(200);

  /** So long is spent on what was moved last before all streams end. */
  private static final long LAST_TELLING = TimeUnit.SECONDS.toNanos(1);

  private final MoveFeed feed;
  private final long pollNanos;
  private final LongSupplier nanoTime;
  private final Audience all;
  private FeedPlace place;
  private MoveFeed.Extent extent;
  private long listenedAt;
  private long readAt;
  private boolean newcomers;
  private boolean more;
  private boolean catchingUp;
  private boolean moved;

  Listeners(MoveFeed feed, long pollNanos, LongSupplier nanoTime) {
    this.feed = feed;
    this.pollNanos = pollNanos;
    this.nanoTime = nanoTime;
    this.all = new Audience(nanoTime);
  }

  int count() {
    return all.count();
  }

  void add(Listener listener) {
    all.add(listener);
    synchronized (this) {
      newcomers = true;
      notifyAll();
    }
  }

  void remove(Listener listener) {
    all.remove(listener);
  }

  /** Says that there may be something to be told. */
  void moved() {
    if (all.count() == 0) {
      return;
    }
    synchronized (this) {
      moved = true;
      notifyAll();
    }
  }

  /** Waits until there is something to do. */
  void await() throws InterruptedException {
    if (catchingUp || more) {
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
    all.tidy();
    if (more || isTime() || all.any(Listener::isBehind)) {
      try {
        read();
      } catch (ServiceUnavailableException e) {
        // Who was told something before hears of the rest when the database is there again.
        more = false;
        catchingUp = false;
        all.each(listener -> listener.place() == null, Listener::refuse);
      }
    }
    long now = nanoTime.getAsLong();
    all.each(
        listener -> listener.place() != null && listener.quietFor(now) > QUIET,
        listener -> listener.say(now));
  }

  /** Ends all streams, once they were told what was moved last. */
  void endAll() {
    try {
      tellLast();
    } finally {
      all.endAll();
      place = null;
      more = false;
    }
  }

  private void tellLast() {
    if (all.count() == 0 || place == null) {
      return;
    }
    long end = nanoTime.getAsLong() + LAST_TELLING;
    try {
      do {
        tellNew();
      } while (more && nanoTime.getAsLong() - end < 0);
    } catch (RuntimeException e) {
      // They resume elsewhere, where nothing is missing.
      LOG.log(System.Logger.Level.DEBUG, "Those who listen could not be told the last moves", e);
    }
  }

  private void read() {
    synchronized (this) {
      readAt = nanoTime.getAsLong();
      newcomers = false;
      moved = false;
    }
    boolean listened = listens();
    tellNew();
    long now = nanoTime.getAsLong();
    all.each(listener -> listener.place() == null, listener -> listener.beginAt(place, now));
    if (listened) {
      all.each(this::isBeyond, listener -> listener.reset(place));
    }
    catchUp();
  }

  /** Has moves written down if it is time to say so; returns whether it was. */
  private boolean listens() {
    long since = nanoTime.getAsLong() - listenedAt;
    boolean nobody = !all.any(Listener::isLive);
    boolean needed =
        place == null
            || since >= LISTENS
            || since >= LISTENS_AT_MOST && (nobody || all.any(this::isBeyond));
    if (needed) {
      listen();
      if (place == null || nobody) {
        place = extent.latest();
      } else if (!extent.covers(place)) {
        startOver();
      }
    }
    return needed;
  }

  private void listen() {
    extent = feed.listen();
    listenedAt = nanoTime.getAsLong();
  }

  private void startOver() {
    place = extent.latest();
    all.reset(place);
  }

  private void tellNew() {
    long end = nanoTime.getAsLong() + MOST_TELLING;
    do {
      MoveFeed.Part part = feed.behind(place);
      if (!part.complete()) {
        more = false;
        listen();
        startOver();
        return;
      }
      List<EventBatch> batches = EventBatch.of(part);
      int told = 0;
      do {
        place = batches.get(told).reached();
        all.tell(batches.get(told));
        told++;
      } while (told < batches.size() && nanoTime.getAsLong() - end < 0);
      more = part.more() || told < batches.size();
    } while (more && nanoTime.getAsLong() - end < 0);
  }

  /** Those who have waited longest are first: there is not time for all of them in each round. */
  private void catchUp() {
    long end = nanoTime.getAsLong() + MOST_TELLING;
    all.stream()
        .filter(this::canCatchUp)
        .sorted(Comparator.comparingLong(Listener::caughtUpAt))
        .takeWhile(listener -> nanoTime.getAsLong() - end < 0)
        .forEach(this::catchUp);
    catchingUp = all.any(this::canCatchUp);
  }

  private void catchUp(Listener listener) {
    MoveFeed.Part part = feed.behind(listener.place());
    if (part.complete()) {
      listener.catchUp(part, place, nanoTime.getAsLong());
    } else {
      listener.reset(place);
    }
  }

  private boolean canCatchUp(Listener listener) {
    return listener.isBehind() && !listener.isSlow() && !isBeyond(listener);
  }

  private boolean isBeyond(Listener listener) {
    return listener.isBehind() && listener.place().turn() > extent.latest().turn();
  }
}
