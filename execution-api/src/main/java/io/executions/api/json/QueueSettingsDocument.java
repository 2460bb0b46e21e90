package io.executions.api.json;

import io.executions.api.Fault;
import io.executions.api.Faults;
import io.executions.api.InvalidRequestException;
import io.executions.api.QueueSettings;
import io.executions.api.RateLimit;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code QueueSettings}: what is absent is as by default. */
public final class QueueSettingsDocument {
  private static final String LIMIT = "maxConcurrent";
  private static final String PAUSED = "paused";
  private static final String RATE = "rateLimit";
  private static final String LIMIT_OF_KEY = "maxConcurrentPerKey";
  private static final String FAIR = "fair";
  private static final String COUNT = "count";
  private static final String PERIOD = "periodMs";
  private static final String BURST = "burst";

  private QueueSettingsDocument() {}

  /** Returns the document. */
  public static JsonObject write(QueueSettings settings) {
    return add(settings, new SparseObject()).build();
  }

  static SparseObject add(QueueSettings settings, SparseObject json) {
    return json.addNumber(LIMIT, settings.maxConcurrent().map(Integer::longValue))
        .add(PAUSED, settings.paused())
        .addValue(RATE, settings.rateLimit().map(QueueSettingsDocument::write))
        .addNumber(LIMIT_OF_KEY, settings.maxConcurrentPerKey().map(Integer::longValue))
        .add(FAIR, settings.fair());
  }

  private static JsonValue write(RateLimit rate) {
    return new SparseObject()
        .add(COUNT, rate.count())
        .add(PERIOD, rate.period().toMillis())
        .add(BURST, rate.burst())
        .build();
  }

  /**
   * Returns the settings that a body describes.
   *
   * @param others what is wrong with the request beside its body
   * @throws InvalidRequestException naming all faults, also of values that are out of range
   */
  public static QueueSettings read(JsonValue body, List<Fault> others) {
    Faults faults = new Faults();
    faults.addAll(others);
    Optional<QueueSettings> settings =
        FieldReader.of(body, "", faults).map(fields -> read(fields, faults));
    List<Fault> found = settings.map(QueueSettings::faults).orElse(List.of());
    found.stream().filter(fault -> !faults.cover(fault.pointer())).forEach(faults::add);
    faults.refuse();
    return settings.orElseThrow();
  }

  private static QueueSettings read(FieldReader fields, Faults faults) {
    QueueSettings settings =
        new QueueSettings(
            fields.whole(LIMIT).map(FieldReader::toInt),
            fields.flag(PAUSED).orElse(false),
            fields
                .value(RATE)
                .filter(value -> value != JsonValue.NULL)
                .flatMap(value -> FieldReader.of(value, "/" + RATE, faults))
                .flatMap(QueueSettingsDocument::rate),
            fields.whole(LIMIT_OF_KEY).map(FieldReader::toInt),
            fields.flag(FAIR).orElse(false));
    fields.refuseOthers();
    return settings;
  }

  private static Optional<RateLimit> rate(FieldReader fields) {
    Optional<Integer> count = required(COUNT, fields).map(FieldReader::toInt);
    Optional<Long> period = required(PERIOD, fields);
    int burst = fields.whole(BURST).map(FieldReader::toInt).orElse(1);
    fields.refuseOthers();
    return count.isEmpty() || period.isEmpty()
        ? Optional.empty()
        : Optional.of(new RateLimit(count.get(), Duration.ofMillis(period.get()), burst));
  }

  private static Optional<Long> required(String name, FieldReader fields) {
    if (!fields.has(name)) {
      fields.refuse(name, "is required");
    }
    return fields.whole(name);
  }

  static QueueSettings read(Fields fields) {
    return new QueueSettings(
        fields.optionalWhole(LIMIT),
        fields.flag(PAUSED),
        fields.optionalObject(RATE).map(QueueSettingsDocument::rate),
        fields.optionalWhole(LIMIT_OF_KEY),
        fields.flag(FAIR));
  }

  private static RateLimit rate(Fields fields) {
    return new RateLimit(fields.whole(COUNT), fields.millis(PERIOD), fields.whole(BURST));
  }
}
