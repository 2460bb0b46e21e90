package io.executions.api.json;

import io.executions.api.Backoff;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** {@code Backoff}. */
public final class BackoffDocument {
  private BackoffDocument() {}

  /** Returns the document. */
  public static JsonObject write(Backoff backoff) {
    return new SparseObject()
        .add("initialMs", backoff.initial().toMillis())
        .add("factor", backoff.factor())
        .add("maxMs", backoff.max().toMillis())
        .add("jitter", backoff.jitter())
        .build();
  }

  /** Returns what a document says that {@link #write} has written. */
  public static Backoff read(JsonObject document) {
    Fields fields = new Fields(document);
    return new Backoff(
        fields.millis("initialMs"),
        fields.number("factor").doubleValue(),
        fields.millis("maxMs"),
        fields.number("jitter").doubleValue());
  }

  /** Returns what somebody has written; what is left out is as by default. */
  static Backoff read(FieldReader fields) {
    Backoff others = Backoff.DEFAULT;
    Duration initial = fields.whole("initialMs").map(Duration::ofMillis).orElse(others.initial());
    Duration most = initial.compareTo(others.max()) > 0 ? initial : others.max();
    Optional<Double> factor = fields.decimal("factor");
    Duration max = fields.whole("maxMs").map(Duration::ofMillis).orElse(most);
    Optional<Double> jitter = fields.decimal("jitter");
    fields.refuseOthers();
    return new Backoff(
        initial, factor.orElse(others.factor()), max, jitter.orElse(others.jitter()));
  }
}
