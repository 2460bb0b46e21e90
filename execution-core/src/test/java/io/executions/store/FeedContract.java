package io.executions.store;

import io.executions.api.FeedPlace;
import io.executions.api.MoveEvent;
import io.executions.api.port.MoveFeed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** What tests of the feed do alike. */
abstract class FeedContract extends StoreContract {
  Feed feed;

  @BeforeEach
  void makeFeed() {
    feed = new Feed(store.transaction);
  }

  List<MoveEvent> behind(FeedPlace place) {
    List<MoveEvent> events = new ArrayList<>();
    MoveFeed.Part part = feed.behind(place);
    events.addAll(part.events());
    while (part.more()) {
      part = feed.behind(part.reached());
      events.addAll(part.events());
    }
    return events;
  }

  static List<ClaimedExecution> claim(TestNode node, int most, Created... created)
      throws SQLException {
    return node.inGate(
        gate -> {
          List<ClaimedExecution> claimed = node.claim(gate, most, "work");
          gate.tell(List.of(created));
          return claimed;
        });
  }

  static void settle(TestNode node, long id) throws SQLException {
    node.inGate(
        gate -> {
          gate.settle(gate.lock(List.of(id)).running().stream().map(Ends::failed).toList());
          gate.tell(List.of());
          return null;
        });
  }
}
