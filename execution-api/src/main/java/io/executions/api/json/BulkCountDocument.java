package io.executions.api.json;

import io.executions.api.BulkCount;
import jakarta.json.JsonObject;

/** {@code BulkCount}. */
public final class BulkCountDocument {
  private BulkCountDocument() {}

  /** Returns the document. */
  public static JsonObject write(BulkCount count) {
    return new SparseObject().add("count", count.count()).add("capped", count.capped()).build();
  }

  /** Returns the count that a document describes. */
  public static BulkCount read(JsonObject document) {
    Fields fields = new Fields(document);
    return new BulkCount(fields.longWhole("count"), fields.flag("capped"));
  }
}
