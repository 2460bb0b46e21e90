package io.executions.api.json;

import io.executions.api.CatchUp;
import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.Overlap;
import io.executions.api.Timing;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** The fields of a schedule beside those of its executions. */
final class ScheduleFields {
  private static final String WINDOW_RULE = Timing.EVERY_RULE;
  private static final String OVERLAP_RULE = "must be allow, skip or queue";
  private static final String CATCH_UP_RULE = "must be latest, all or none";

  private ScheduleFields() {}

  /** Writes all but the name and whether it is paused. */
  static SparseObject write(NewSchedule schedule, JsonObject create, SparseObject to) {
    return TimingFields.write(schedule.timing(), to)
        .addTime("endAt", schedule.endAt())
        .add("create", create)
        .add("overlap", schedule.overlap().jsonName())
        .add("catchUp", schedule.catchUp().jsonName())
        .add("catchUpWindow", TimingFields.writeDuration(schedule.catchUpWindow()))
        .add("jitterMs", schedule.jitter().toMillis())
        .addText("expiresAfter", schedule.expiresAfter().map(TimingFields::writeDuration))
        .addText("description", schedule.description());
  }

  /** Reads all but the name and the executions; what cannot be read is as by default. */
  static NewSchedule read(String name, NewExecution create, FieldReader fields) {
    return new NewSchedule(
        name,
        TimingFields.read(fields),
        fields.parsed("endAt", Timestamps::parse, Timestamps.RULE),
        create,
        fields.parsed("overlap", Overlap::fromJsonName, OVERLAP_RULE).orElse(Overlap.SKIP),
        fields.parsed("catchUp", CatchUp::fromJsonName, CATCH_UP_RULE).orElse(CatchUp.LATEST),
        fields
            .parsed("catchUpWindow", TimingFields::parseDuration, WINDOW_RULE)
            .orElse(NewSchedule.DEFAULT_WINDOW),
        fields.whole("jitterMs").map(ScheduleFields::millis).orElse(Duration.ZERO),
        fields.parsed("expiresAfter", TimingFields::parseDuration, Timing.EVERY_RULE),
        fields.text("description"),
        fields.flag("paused"));
  }

  /** One that is out of range stays so. */
  private static Duration millis(long number) {
    long most = NewSchedule.MAX_JITTER.toMillis() + 1;
    return Duration.ofMillis(Math.max(-1, Math.min(most, number)));
  }

  /** Reads what {@link #write} wrote. */
  static NewSchedule readWritten(String name, Fields fields, Optional<Boolean> paused) {
    return new NewSchedule(
        name,
        new Timing(
            fields.optionalText("cron"),
            fields.optionalText("every").map(Duration::parse),
            fields.text("timeZone"),
            fields.optionalTime("startAt")),
        fields.optionalTime("endAt"),
        NewExecutionDocument.readWritten(fields.value("create")),
        Overlap.fromJsonName(fields.text("overlap")).orElseThrow(),
        CatchUp.fromJsonName(fields.text("catchUp")).orElseThrow(),
        Duration.parse(fields.text("catchUpWindow")),
        fields.millis("jitterMs"),
        fields.optionalText("expiresAfter").map(Duration::parse),
        fields.optionalText("description"),
        paused);
  }
}
