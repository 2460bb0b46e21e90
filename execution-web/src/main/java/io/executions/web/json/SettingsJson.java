package io.executions.web.json;

import io.executions.api.ClusterSettings;
import io.executions.api.Fault;
import io.executions.api.Faults;
import io.executions.api.InvalidRequestException;
import io.executions.api.SettingsChange;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The cluster-wide settings in JSON. */
public final class SettingsJson {
  private static final String LIMIT = "maxConcurrentExecutions";
  private static final String PAUSED = "paused";
  private static final String RETENTION = "retention";

  private SettingsJson() {}

  /** Returns the document of all settings. */
  public static JsonObject write(ClusterSettings settings) {
    return JsonBuilders.object()
        .add(LIMIT, settings.maxConcurrentExecutions())
        .add(PAUSED, settings.paused())
        .add(RETENTION, Retentions.write(settings.retention()))
        .build();
  }

  /**
   * Returns the change that a body describes.
   *
   * @param others what is wrong with the request beside its body
   * @throws InvalidRequestException naming all faults
   */
  public static SettingsChange readChange(JsonValue body, List<Fault> others) {
    Faults faults = new Faults();
    faults.addAll(others);
    if (!(body instanceof JsonObject object)) {
      faults.add("", "must be an object");
      throw new InvalidRequestException(faults.all());
    }
    FieldReader fields = new FieldReader(object, "", faults);
    SettingsChange change =
        new SettingsChange(limit(fields), fields.flag(PAUSED), retention(fields));
    fields.refuseOthers();
    faults.refuse();
    return change;
  }

  private static Optional<Integer> limit(FieldReader fields) {
    Optional<Long> limit = fields.whole(LIMIT);
    if (limit.isPresent() && (limit.get() < 1 || limit.get() > ClusterSettings.MAX_LIMIT)) {
      fields.refuse(LIMIT, "must be from 1 to " + ClusterSettings.MAX_LIMIT);
      return Optional.empty();
    }
    return limit.map(Math::toIntExact);
  }

  private static Optional<Optional<Duration>> retention(FieldReader fields) {
    Optional<String> text = fields.text(RETENTION);
    Optional<Optional<Duration>> retention = text.flatMap(Retentions::parse);
    if (text.isPresent() && retention.isEmpty()) {
      fields.refuse(RETENTION, Retentions.RULE);
    }
    return retention;
  }
}
