package io.executions.api.json;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** {@code ScheduleTimes}. */
public final class ScheduleTimesDocument {
  private static final String TIMES = "times";

  private ScheduleTimesDocument() {}

  /** Returns the document. */
  public static JsonObject write(List<Instant> times) {
    JsonArrayBuilder array = JsonBuilders.array();
    times.forEach(time -> array.add(Timestamps.write(time)));
    return JsonBuilders.object().add(TIMES, array).build();
  }

  /** Returns the times that a document says. */
  public static List<Instant> read(JsonObject document) {
    return new Fields(document).texts(TIMES).stream().map(Instant::parse).toList();
  }
}
