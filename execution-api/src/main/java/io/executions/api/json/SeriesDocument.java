package io.executions.api.json;

import io.executions.api.ExecutionSeries;
import io.executions.api.Percentiles;
import io.executions.api.SeriesPoint;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;

/** {@code ExecutionSeries}, {@code SeriesPoint} and {@code Percentiles}. */
public final class SeriesDocument {
  private static final int NANO_DIGITS = 6;

  private SeriesDocument() {}

  /** Returns the document. */
  public static JsonObject write(ExecutionSeries series) {
    JsonArrayBuilder items = JsonBuilders.array();
    series.items().forEach(item -> items.add(write(item)));
    return new SparseObject()
        .addTime("from", series.from())
        .addTime("to", series.to())
        .add("step", series.step().toString())
        .add("items", items.build())
        .build();
  }

  private static JsonObject write(SeriesPoint point) {
    return new SparseObject()
        .addTime("at", point.at())
        .add("completed", point.completed())
        .add("failed", point.failed())
        .add("cancelled", point.cancelled())
        .add("ratePerSecond", point.ratePerSecond())
        .addValue("waitingMs", point.waiting().map(SeriesDocument::write))
        .addValue("runningMs", point.running().map(SeriesDocument::write))
        .build();
  }

  private static JsonValue write(Percentiles times) {
    return JsonBuilders.object()
        .add("p50", millis(times.p50()))
        .add("p95", millis(times.p95()))
        .add("p99", millis(times.p99()))
        .build();
  }

  /** Returns the series that a document describes. */
  public static ExecutionSeries read(JsonObject document) {
    Fields fields = new Fields(document);
    return new ExecutionSeries(
        fields.time("from"),
        fields.time("to"),
        Duration.parse(fields.text("step")),
        fields.objects("items", SeriesDocument::point));
  }

  private static SeriesPoint point(Fields fields) {
    return new SeriesPoint(
        fields.time("at"),
        fields.longWhole("completed"),
        fields.longWhole("failed"),
        fields.longWhole("cancelled"),
        fields.number("ratePerSecond").doubleValue(),
        fields.optionalObject("waitingMs").map(SeriesDocument::percentiles),
        fields.optionalObject("runningMs").map(SeriesDocument::percentiles));
  }

  private static Percentiles percentiles(Fields fields) {
    return new Percentiles(
        duration(fields.number("p50")),
        duration(fields.number("p95")),
        duration(fields.number("p99")));
  }

  /** Without the zeros that say nothing, and never with an exponent. */
  private static BigDecimal millis(Duration duration) {
    BigDecimal millis = BigDecimal.valueOf(duration.toNanos(), NANO_DIGITS).stripTrailingZeros();
    return millis.scale() < 0 ? millis.setScale(0) : millis;
  }

  private static Duration duration(BigDecimal millis) {
    return Duration.ofNanos(millis.movePointRight(NANO_DIGITS).longValue());
  }
}
