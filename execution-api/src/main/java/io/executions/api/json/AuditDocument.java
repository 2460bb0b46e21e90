package io.executions.api.json;

import io.executions.api.AuditEntry;
import io.executions.api.AuditPage;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/** {@code AuditPage}, each of its items an {@code AuditEntry}. */
public final class AuditDocument {
  private AuditDocument() {}

  /** Returns the document. */
  public static JsonObject write(AuditPage page) {
    JsonArrayBuilder items = JsonBuilders.array();
    page.items().forEach(entry -> items.add(write(entry)));
    return new SparseObject()
        .add("items", items.build())
        .addText("nextCursor", page.nextCursor())
        .build();
  }

  /** Returns the page that a document describes. */
  public static AuditPage read(JsonObject document) {
    Fields page = new Fields(document);
    return new AuditPage(
        page.objects("items", AuditDocument::read), page.optionalText("nextCursor"));
  }

  private static AuditEntry read(Fields document) {
    Fields target = document.object("target");
    return new AuditEntry(
        document.longWhole("id"),
        document.time("at"),
        document.text("who"),
        document.text("role"),
        document.optionalText("address"),
        document.text("node"),
        document.text("action"),
        new AuditEntry.Target(target.text("kind"), target.text("id")),
        document.optionalValue("before").map(JsonValue::asJsonObject),
        document.optionalValue("after").map(JsonValue::asJsonObject),
        document.has("count") ? Optional.of(document.longWhole("count")) : Optional.empty());
  }

  private static JsonObject write(AuditEntry entry) {
    SparseObject document =
        new SparseObject()
            .add("id", entry.id())
            .addTime("at", entry.at())
            .add("who", entry.who())
            .add("role", entry.role())
            .addText("address", entry.address())
            .add("node", entry.node())
            .add("action", entry.action())
            .add("target", write(entry.target()));
    entry.before().ifPresent(before -> document.add("before", before));
    entry.after().ifPresent(after -> document.add("after", after));
    return document.addNumber("count", entry.count()).build();
  }

  private static JsonObject write(AuditEntry.Target target) {
    return JsonBuilders.object().add("kind", target.kind()).add("id", target.id()).build();
  }
}
