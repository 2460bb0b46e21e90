package io.executions.api.json;

import io.executions.api.Queue;
import io.executions.api.WaitingKey;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** {@code Queue}, and {@code Queues}. */
public final class QueueDocument {
  private QueueDocument() {}

  /** Returns the document. */
  public static JsonObject write(Queue queue) {
    SparseObject json = new SparseObject().add("name", queue.name());
    return QueueSettingsDocument.add(queue.settings(), json)
        .add("running", queue.running())
        .add("pending", queue.pending())
        .add("pendingCapped", queue.pendingCapped())
        .add("blocked", queue.blocked())
        .add("blockedCapped", queue.blockedCapped())
        .addTime("oldestPendingAt", queue.oldestPendingAt())
        .addValue("waitingKeys", keys(queue.waitingKeys()))
        .build();
  }

  private static Optional<JsonValue> keys(List<WaitingKey> keys) {
    JsonArrayBuilder items = JsonBuilders.array();
    keys.forEach(
        key ->
            items.add(
                new SparseObject()
                    .add("concurrencyKey", key.concurrencyKey())
                    .add("running", key.running())
                    .add("waiting", key.waiting())
                    .build()));
    return keys.isEmpty() ? Optional.empty() : Optional.of(items.build());
  }

  /** Returns the document of all of them. */
  public static JsonObject write(List<Queue> queues) {
    JsonArrayBuilder items = JsonBuilders.array();
    queues.forEach(queue -> items.add(write(queue)));
    return new SparseObject().add("items", items.build()).build();
  }

  /** Returns the queue that a document describes. */
  public static Queue read(JsonObject document) {
    return read(new Fields(document));
  }

  /** Returns the queues that a document describes. */
  public static List<Queue> readAll(JsonObject document) {
    return new Fields(document).objects("items", QueueDocument::read);
  }

  private static WaitingKey readKey(Fields fields) {
    return new WaitingKey(
        fields.text("concurrencyKey"), fields.longWhole("running"), fields.longWhole("waiting"));
  }

  private static Queue read(Fields fields) {
    return new Queue(
        fields.text("name"),
        QueueSettingsDocument.read(fields),
        fields.longWhole("running"),
        fields.longWhole("pending"),
        fields.flag("pendingCapped"),
        fields.longWhole("blocked"),
        fields.flag("blockedCapped"),
        fields.optionalTime("oldestPendingAt"),
        fields.has("waitingKeys")
            ? fields.objects("waitingKeys", QueueDocument::readKey)
            : List.of());
  }
}
