package io.executions.api.json;

import static io.executions.api.json.SettingsDocument.LIMIT;
import static io.executions.api.json.SettingsDocument.PAUSED;
import static io.executions.api.json.SettingsDocument.RETENTION;

import io.executions.api.ClusterSettings;
import io.executions.api.Fault;
import io.executions.api.Faults;
import io.executions.api.InvalidRequestException;
import io.executions.api.SettingsChange;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * {@code SettingsChange}: the same fields as {@link SettingsDocument}, each of which may be absent.
 */
public final class SettingsChangeDocument {
  private SettingsChangeDocument() {}

  /** Returns the document. */
  public static JsonObject write(SettingsChange change) {
    return new SparseObject()
        .addNumber(LIMIT, change.maxConcurrentExecutions().map(Integer::longValue))
        .addFlag(PAUSED, change.paused())
        .addText(RETENTION, change.retention().map(Retentions::write))
        .build();
  }

  /**
   * Returns the change that a body describes.
   *
   * @param others what is wrong with the request beside its body
   * @throws InvalidRequestException naming all faults
   */
  public static SettingsChange read(JsonValue body, List<Fault> others) {
    Faults faults = new Faults();
    faults.addAll(others);
    Optional<SettingsChange> change =
        FieldReader.of(body, "", faults).map(SettingsChangeDocument::read);
    faults.refuse();
    return change.orElseThrow();
  }

  private static SettingsChange read(FieldReader fields) {
    SettingsChange change =
        new SettingsChange(
            limit(fields),
            fields.flag(PAUSED),
            fields.parsed(RETENTION, Retentions::parse, ClusterSettings.RETENTION_RULE));
    fields.refuseOthers();
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
}
