package io.executions.api.port;

import io.executions.api.FeedPlace;
import io.executions.api.MoveEvent;
import java.util.List;
import java.util.Optional;

/**
 * Port: the moves of all executions of the cluster, in the order of the gate and, of each
 * execution, of its revisions. They are written down only while somebody listens, and kept for ten
 * minutes. Thread-safe.
 */
public interface MoveFeed {
  /** For so many seconds moves are written down after somebody has said that they listen. */
  int LISTENED_SECONDS = 600;

  /**
   * What there is to be read.
   *
   * @param first of the moves behind this place none is missing
   * @param latest behind it stands whatever moves from now on
   */
  record Extent(FeedPlace first, FeedPlace latest) {
    /** Returns whether nothing is missing behind that place. */
    public boolean covers(FeedPlace place) {
      return place.compareTo(first) >= 0 && place.turn() <= latest.turn();
    }
  }

  /**
   * Some of the moves behind a place.
   *
   * @param events the moves in their order
   * @param reached behind which to read on, although nothing may have moved there
   * @param more whether there may be more already
   */
  record Part(List<MoveEvent> events, FeedPlace reached, boolean more) {}

  /**
   * Has all that moves from now on written down, for {@value #LISTENED_SECONDS} seconds. Who goes
   * on listening says so again before they are over.
   *
   * @throws io.executions.api.ServiceUnavailableException if the database is away
   */
  Extent listen();

  /**
   * Returns behind which place no move is missing; empty if none are written down.
   *
   * @throws io.executions.api.ServiceUnavailableException if the database is away
   */
  Optional<FeedPlace> first();

  /**
   * Returns the next moves behind a place, a megabyte or so at most.
   *
   * @throws io.executions.api.ServiceUnavailableException if the database is away
   */
  Part behind(FeedPlace place);
}
