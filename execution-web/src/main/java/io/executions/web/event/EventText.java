package io.executions.web.event;

import io.executions.api.FeedPlace;
import io.executions.api.MoveEvent;
import io.executions.api.json.MoveEventDocument;
import java.nio.charset.StandardCharsets;

/** What goes over the wire, as the HTML standard describes event streams. */
final class EventText {
  private EventText() {}

  static byte[] of(MoveEvent event) {
    return bytes(
        "id: %s\nevent: move\ndata: %s\n\n"
            .formatted(event.place().text(), MoveEventDocument.write(event)));
  }

  /** Says that some moves will never come, and from where on all others do. */
  static byte[] reset(FeedPlace place) {
    return bytes("id: %s\nevent: reset\ndata: {}\n\n".formatted(place.text()));
  }

  /**
   * Says where the client stands, and that the stream is alive. Clients dispatch no event of it.
   */
  static byte[] place(FeedPlace place) {
    return bytes(":\nid: %s\n\n".formatted(place.text()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
