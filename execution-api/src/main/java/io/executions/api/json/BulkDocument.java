package io.executions.api.json;

import io.executions.api.Bulk;
import io.executions.api.BulkPage;
import io.executions.api.BulkState;
import io.executions.api.BulkVerb;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionSelection;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** {@code Bulk}, and {@code BulkPage}. */
public final class BulkDocument {
  private BulkDocument() {}

  /** Returns the document. */
  public static JsonObject write(Bulk bulk) {
    SparseObject json =
        new SparseObject()
            .add("id", bulk.id())
            .add("verb", bulk.verb().jsonName())
            .add("state", bulk.state().jsonName());
    bulk.selection()
        .filter()
        .ifPresent(filter -> json.add("filter", ExecutionFilterDocument.write(filter)));
    List<Long> ids = bulk.selection().ids();
    if (!ids.isEmpty()) {
      json.add("ids", BulkRequestDocument.array(ids));
    }
    return json.add("by", bulk.by())
        .addTime("createdAt", bulk.createdAt())
        .addTime("finishedAt", bulk.finishedAt())
        .addNumber("matched", bulk.matched())
        .add("done", bulk.done())
        .add("skipped", bulk.skipped())
        .add("failed", bulk.failed())
        .addText("error", bulk.error())
        .build();
  }

  /** Returns the document of a page. */
  public static JsonObject write(BulkPage page) {
    JsonArrayBuilder items = JsonBuilders.array();
    page.items().forEach(bulk -> items.add(write(bulk)));
    return new SparseObject()
        .add("items", items.build())
        .addText("nextCursor", page.nextCursor())
        .build();
  }

  /** Returns the bulk that a document describes. */
  public static Bulk read(JsonObject document) {
    return read(new Fields(document));
  }

  /** Returns the page that a document describes. */
  public static BulkPage readPage(JsonObject document) {
    Fields fields = new Fields(document);
    return new BulkPage(
        fields.objects("items", BulkDocument::read), fields.optionalText("nextCursor"));
  }

  private static Bulk read(Fields document) {
    return new Bulk(
        document.longWhole("id"),
        BulkVerb.fromString(document.text("verb")),
        BulkState.fromJsonName(document.text("state")),
        selection(document),
        document.text("by"),
        document.time("createdAt"),
        document.optionalTime("finishedAt"),
        document.has("matched") ? Optional.of(document.longWhole("matched")) : Optional.empty(),
        document.longWhole("done"),
        document.longWhole("skipped"),
        document.longWhole("failed"),
        document.optionalText("error"));
  }

  private static ExecutionSelection selection(Fields document) {
    Optional<ExecutionFilter> filter =
        document.has("filter")
            ? Optional.of(ExecutionFilterDocument.read(document.object("filter").json()))
            : Optional.empty();
    return new ExecutionSelection(
        filter,
        document.array("ids").getValuesAs(JsonNumber.class).stream()
            .map(JsonNumber::longValue)
            .toList());
  }
}
