package io.executions.api.json;

import io.executions.api.Backfill;
import io.executions.api.Fault;
import io.executions.api.Faults;
import io.executions.api.InvalidRequestException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code Backfill}: which times, and whether they are only to be counted. */
public final class BackfillDocument {
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String VALIDATE_ONLY = "validateOnly";

  private BackfillDocument() {}

  /**
   * What a body asks for.
   *
   * @param backfill which times
   * @param validateOnly whether they are only to be counted
   */
  public record Asked(Backfill backfill, boolean validateOnly) {}

  /** Returns the document. */
  public static JsonObject write(Asked asked) {
    return new SparseObject()
        .addTime(FROM, asked.backfill().from())
        .addTime(TO, asked.backfill().to())
        .addIfTrue(VALIDATE_ONLY, asked.validateOnly())
        .build();
  }

  /**
   * Returns what a body asks for.
   *
   * @param others what is wrong with the request beside its body
   * @param check returns what is wrong with what could be read
   * @throws InvalidRequestException naming all faults
   */
  public static Asked read(
      JsonValue body, List<Fault> others, Function<Backfill, List<Fault>> check) {
    Faults faults = new Faults();
    faults.addAll(others);
    Optional<Asked> asked = FieldReader.of(body, "", faults).map(fields -> read(fields, faults));
    List<Fault> found = asked.map(Asked::backfill).map(check).orElse(List.of());
    found.stream().filter(fault -> !faults.cover(fault.pointer())).forEach(faults::add);
    faults.refuse();
    return asked.orElseThrow();
  }

  /** What cannot be read is taken for something right. */
  private static Asked read(FieldReader fields, Faults faults) {
    Optional<Instant> from = time(FROM, fields, faults);
    Optional<Instant> to = time(TO, fields, faults);
    boolean validateOnly = fields.flag(VALIDATE_ONLY).orElse(false);
    fields.refuseOthers();
    Instant readFrom = from.or(() -> to.map(time -> time.minusSeconds(1))).orElse(Instant.EPOCH);
    return new Asked(
        new Backfill(readFrom, to.orElseGet(() -> readFrom.plusSeconds(1))), validateOnly);
  }

  private static Optional<Instant> time(String name, FieldReader fields, Faults faults) {
    if (!fields.has(name)) {
      faults.add("/" + name, "is required");
    }
    return fields.parsed(name, Timestamps::parse, Timestamps.RULE);
  }
}
