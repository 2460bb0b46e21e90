package io.executions.api.json;

import io.executions.api.Backfilled;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;

/** {@code Backfilled}. */
public final class BackfilledDocument {
  private static final String IDS = "ids";
  private static final String EXISTING = "existing";

  private BackfilledDocument() {}

  /** Returns the document. */
  public static JsonObject write(Backfilled done) {
    return new SparseObject()
        .add("created", done.created())
        .add(EXISTING, done.existing())
        .add(IDS, BulkRequestDocument.array(done.ids()))
        .build();
  }

  /** Returns what a document describes. */
  public static Backfilled read(JsonObject document) {
    return new Backfilled(
        document.getJsonArray(IDS).getValuesAs(JsonNumber::longValueExact),
        new Fields(document).whole(EXISTING));
  }
}
