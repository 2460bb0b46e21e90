package io.executions.web.event;

import io.executions.api.FeedPlace;
import io.executions.api.MoveEvent;
import io.executions.api.port.MoveFeed;
import java.util.ArrayList;
import java.util.List;

/** Some moves in a row; what goes over the wire of each is made once for all who listen. */
final class EventBatch {
  /** So few that a client who has room at all has room for them. */
  private static final int MOST = 100;

  private final List<MoveEvent> events;
  private final FeedPlace reached;
  private final byte[][] texts;

  private EventBatch(List<MoveEvent> events, FeedPlace reached) {
    this.events = events;
    this.reached = reached;
    this.texts = new byte[events.size()][];
  }

  /** Returns the moves of that part in their order; without moves, one batch that has none. */
  static List<EventBatch> of(MoveFeed.Part part) {
    List<EventBatch> batches = new ArrayList<>();
    List<MoveEvent> left = part.events();
    while (left.size() > MOST) {
      List<MoveEvent> next = left.subList(0, MOST);
      batches.add(new EventBatch(next, next.get(MOST - 1).place()));
      left = left.subList(MOST, left.size());
    }
    batches.add(new EventBatch(left, part.reached()));
    return batches;
  }

  List<MoveEvent> events() {
    return events;
  }

  /** Returns behind which place to go on. */
  FeedPlace reached() {
    return reached;
  }

  byte[] text(int index) {
    if (texts[index] == null) {
      texts[index] = EventText.of(events.get(index));
    }
    return texts[index];
  }
}
