package io.executions.web.event;

import io.executions.api.FeedPlace;
import io.executions.api.MoveEvent;
import io.executions.api.port.MoveFeed;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One client who listens: what of, how far it was told, and whether it still may. */
final class Listener {
  private static final double MUCH = 0.5;

  private final EventStream stream;
  private final EventFilter filter;
  private final BooleanSupplier admitted;
  private FeedPlace place;
  private boolean behind;
  private long saidAt;

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

  boolean isOver() {
    return stream.isOver();
  }

  /** Returns whether it should take what waits for it before there is more. */
  boolean isSlow() {
    return stream.fullness() > MUCH;
  }

  boolean isAdmitted() {
    return admitted.getAsBoolean();
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
  void tell(List<MoveEvent> events, FeedPlace reached, long nanoTime) {
    for (MoveEvent event : events) {
      if (event.place().compareTo(place) > 0 && filter.takes(event)) {
        saidAt = nanoTime;
        if (!stream.send(EventText.of(event))) {
          reset(reached);
          return;
        }
      }
    }
    place = reached.compareTo(place) > 0 ? reached : place;
  }

  /** Tells it the next moves of those that it has missed. */
  void catchUp(MoveFeed.Part part, FeedPlace others, long nanoTime) {
    tell(part.events(), part.reached(), nanoTime);
    behind = place.compareTo(others) < 0 || part.more();
  }

  /** Tells it that some moves will never come. */
  void reset(FeedPlace now) {
    place = now;
    behind = false;
    stream.sendInstead(EventText.reset(now));
  }
}
