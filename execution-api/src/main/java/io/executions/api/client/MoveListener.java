package io.executions.api.client;

import io.executions.api.FeedPlace;
import io.executions.api.MoveEvent;

/**
 * Is told of moves, one after the other. What it throws ends {@link MoveEvents#listen}, which
 * throws it on. While it works no other move is told; who is a thousand moves behind misses some.
 */
public interface MoveListener {
  /** An execution has moved, or was created. */
  void moved(MoveEvent event);

  /**
   * Moves are missing before this place: ask for what you show, all behind it will be told. So it
   * is where nobody was listening for ten minutes, or this listener was too slow.
   */
  void missed(FeedPlace before);
}
