package io.executions.api.json;

import io.executions.api.Node;
import io.executions.api.NodeState;
import io.executions.api.PollTimer;
import jakarta.json.JsonObject;
import java.time.Duration;

/** {@code Node}, with its {@code PollTimer}. */
public final class NodeDocument {
  private NodeDocument() {}

  /** Returns the document. */
  public static JsonObject write(Node node) {
    return new SparseObject()
        .add("id", node.id())
        .add("name", node.name())
        .add("state", node.state().jsonName())
        .addTime("startedAt", node.startedAt())
        .addTime("lastBeatAt", node.lastBeatAt())
        .addTexts("types", node.types())
        .add("workers", node.workers())
        .add("running", node.running())
        .add("replays", node.replays())
        .add("timer", write(node.timer()))
        .build();
  }

  private static JsonObject write(PollTimer timer) {
    return new SparseObject()
        .add("intervalMs", timer.interval().toMillis())
        .addTime("lastPollAt", timer.lastPollAt())
        .addNumber("lastPollMillis", timer.lastPollTook().map(Duration::toMillis))
        .addTime("nextPollAt", timer.nextPollAt())
        .addText("lastError", timer.lastError())
        .addIfTrue("suspended", timer.suspended())
        .build();
  }

  /** Returns the node that a document describes. */
  public static Node read(JsonObject document) {
    return read(new Fields(document));
  }

  static Node read(Fields document) {
    return new Node(
        document.longWhole("id"),
        document.text("name"),
        NodeState.fromJsonName(document.text("state")),
        document.time("startedAt"),
        document.time("lastBeatAt"),
        document.texts("types"),
        document.whole("workers"),
        document.longWhole("running"),
        document.longWhole("replays"),
        timer(document.object("timer")));
  }

  private static PollTimer timer(Fields document) {
    return new PollTimer(
        document.millis("intervalMs"),
        document.optionalTime("lastPollAt"),
        document.optionalMillis("lastPollMillis"),
        document.optionalTime("nextPollAt"),
        document.optionalText("lastError"),
        document.has("suspended") && document.flag("suspended"));
  }
}
