package io.executions.api.json;

import io.executions.api.ExecutionStatus;
import io.executions.api.FeedPlace;
import io.executions.api.MoveEvent;
import jakarta.json.JsonObject;

/** An event as JSON: what moved, from where to where, who did that, and why. */
public final class MoveEventDocument {
  private MoveEventDocument() {}

  /** Returns the document of an event. */
  public static JsonObject write(MoveEvent event) {
    return new SparseObject()
        .add("id", event.id())
        .add("type", event.type())
        .add("revision", event.revision())
        .addText("from", event.from().map(ExecutionStatus::jsonName))
        .add("to", event.to().jsonName())
        .add("attempt", event.attempt())
        .addText("node", event.node())
        .addText("by", event.by())
        .addText("why", event.why())
        .addTime("at", event.at())
        .build();
  }

  /** Returns the event that a document describes, at that place. */
  public static MoveEvent read(FeedPlace place, JsonObject document) {
    Fields fields = new Fields(document);
    return new MoveEvent(
        place,
        fields.longWhole("id"),
        fields.text("type"),
        fields.whole("revision"),
        fields.optionalText("from").flatMap(ExecutionStatus::fromJsonName),
        ExecutionStatus.fromJsonName(fields.text("to")).orElseThrow(),
        fields.whole("attempt"),
        fields.optionalText("node"),
        fields.optionalText("by"),
        fields.optionalText("why"),
        fields.time("at"));
  }
}
