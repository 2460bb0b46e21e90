package io.executions.api.json;

import io.executions.api.Fault;
import io.executions.api.Faults;
import io.executions.api.InvalidRequestException;
import io.executions.api.SchedulePreview;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code SchedulePreview}. */
public final class SchedulePreviewDocument {
  private static final String FROM = "from";
  private static final String COUNT = "count";

  private SchedulePreviewDocument() {}

  /** Returns the document. */
  public static JsonObject write(SchedulePreview preview) {
    return TimingFields.write(preview.timing(), new SparseObject())
        .addTime(FROM, preview.from())
        .add(COUNT, preview.count())
        .build();
  }

  /**
   * Returns what a body asks for.
   *
   * @param others what is wrong with the request beside its body
   * @param check returns what is wrong with what could be read
   * @throws InvalidRequestException naming all faults
   */
  public static SchedulePreview read(
      JsonValue body, List<Fault> others, Function<SchedulePreview, List<Fault>> check) {
    Faults faults = new Faults();
    faults.addAll(others);
    Optional<SchedulePreview> preview =
        FieldReader.of(body, "", faults).map(SchedulePreviewDocument::read);
    preview
        .map(check)
        .ifPresent(
            found ->
                found.stream()
                    .filter(fault -> !faults.cover(fault.pointer()))
                    .forEach(faults::add));
    faults.refuse();
    return preview.orElseThrow();
  }

  private static SchedulePreview read(FieldReader fields) {
    SchedulePreview preview =
        new SchedulePreview(
            TimingFields.read(fields),
            fields.parsed(FROM, Timestamps::parse, Timestamps.RULE),
            fields.whole(COUNT).map(FieldReader::toInt).orElse(SchedulePreview.DEFAULT_COUNT));
    fields.refuseOthers();
    return preview;
  }
}
