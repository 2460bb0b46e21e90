package io.executions.api.json;

import io.executions.api.BackfillCount;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Instant;

/** {@code BackfillCount}. */
public final class BackfillCountDocument {
  private static final String COUNT = "count";
  private static final String TIMES = "times";
  private static final String CAPPED = "capped";

  private BackfillCountDocument() {}

  /** Returns the document. */
  public static JsonObject write(BackfillCount count) {
    JsonArrayBuilder times = JsonBuilders.array();
    count.times().forEach(time -> times.add(Timestamps.write(time)));
    return new SparseObject()
        .add(COUNT, count.count())
        .add(TIMES, times.build())
        .addIfTrue(CAPPED, count.capped())
        .build();
  }

  /** Returns the count that a document describes. */
  public static BackfillCount read(JsonObject document) {
    Fields fields = new Fields(document);
    return new BackfillCount(
        fields.whole(COUNT),
        fields.texts(TIMES).stream().map(Instant::parse).toList(),
        document.getBoolean(CAPPED, false));
  }
}
