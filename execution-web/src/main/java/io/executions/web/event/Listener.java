package io.executions.web.event;

import io.executions.api.FeedPlace;
import io.executions.api.MoveEvent;
import io.executions.api.port.MoveFeed;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One client who listens: what of, how far it was told, and whether it still may. */
final class Listener {
  private static final double MUCH = 0.5;

  /** A client that takes nothing for so long is gone, or keeps the place of one that would. */
  private static final long MOST_STALLED = TimeUnit.SECONDS.toNanos(30);

  private final EventStream stream;
  private final EventFilter filter;
  private final BooleanSupplier admitted;
  private FeedPlace place;
  private boolean behind;
  private boolean givenUp;
  private long takenBefore;
  private long saidAt;
  private long caughtUpAt;

  /**
   * Makes one.
   *
   * @param admitted tells whether its token still holds
   * @param place behind which it is to be told, or null for behind what moves from now on
   */
  Listener(EventStream stream, EventFilter filter, BooleanSupplier admitted, FeedPlace place) {
    this.stream = stream;
    this.filter = filter;
    this.admitted = admitted;
    this.place = place;
    this.behind = place != null;
  }

  FeedPlace place() {
    return place;
  }

  /** Returns whether it is to be told what the others have been told already. */
  boolean isBehind() {
    return behind;
  }

  /** Returns whether it has been told all that the others have. */
  boolean isLive() {
    return !behind && place != null;
  }

  boolean isOver() {
    return stream.isOver();
  }

  /** Returns whether it should take what waits for it before there is more. */
  boolean isSlow() {
    return stream.fullness() > MUCH;
  }

  /** Returns whether the others should wait for it: it is slow, and was not given up for that. */
  boolean holdsUp() {
    boolean slow = isSlow();
    if (!slow && stream.taken() != takenBefore) {
      givenUp = false;
    }
    return slow && !givenUp && !stream.isOver();
  }

  /** Has the others not wait for it until it has taken something and is slow no more. */
  void giveUp() {
    givenUp = true;
    takenBefore = stream.taken();
  }

  /** Returns whether it may listen, and does. */
  boolean isWelcome() {
    return stream.stalledFor() < MOST_STALLED && admitted.getAsBoolean();
  }

  void end() {
    stream.end();
  }

  /** Ends its stream without waiting for it to take what it was sent. */
  void endSoon() {
    stream.end();
    stream.endNow();
  }

  /** Answers that there are no events now. */
  void refuse() {
    stream.refuse();
  }

  /** Begins at that place, at which all others are. */
  void beginAt(FeedPlace now, long nanoTime) {
    place = now;
    say(nanoTime);
  }

  /** Says where it stands, so that a stream that is quiet is known to be alive. */
  void say(long nanoTime) {
    saidAt = nanoTime;
    stream.send(EventText.place(place));
  }

  /** Returns for how long it has been told nothing. */
  long quietFor(long nanoTime) {
    return nanoTime - saidAt;
  }

  /** Tells it what it has not been told of these; where it is too slow for that, it is told so. */
  void tell(EventBatch batch, long nanoTime) {
    if (!sends(batch, nanoTime)) {
      reset(batch.reached());
    }
  }

  private boolean sends(EventBatch batch, long nanoTime) {
    for (int i = 0; i < batch.events().size(); i++) {
      MoveEvent event = batch.events().get(i);
      if (event.place().compareTo(place) > 0 && filter.takes(event)) {
        saidAt = nanoTime;
        if (!stream.send(batch.text(i))) {
          return false;
        }
      }
    }
    place = batch.reached().compareTo(place) > 0 ? batch.reached() : place;
    return true;
  }

  /** Tells it the next moves of those that it has missed, as many as it takes without waiting. */
  void catchUp(MoveFeed.Part part, FeedPlace others, long nanoTime) {
    caughtUpAt = nanoTime;
    for (EventBatch batch : EventBatch.of(part)) {
      if (isSlow()) {
        return;
      }
      if (!sends(batch, nanoTime)) {
        reset(others);
        return;
      }
    }
    behind = place.compareTo(others) < 0 || part.more();
  }

  /** Returns when it was last told of what it has missed. */
  long caughtUpAt() {
    return caughtUpAt;
  }

  /** Tells it that some moves will never come. */
  void reset(FeedPlace now) {
    place = now;
    behind = false;
    stream.sendInstead(EventText.reset(now));
  }
}
