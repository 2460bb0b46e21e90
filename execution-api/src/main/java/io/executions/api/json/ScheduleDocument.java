package io.executions.api.json;

import io.executions.api.ExecutionStatus;
import io.executions.api.NewSchedule;
import io.executions.api.Schedule;
import io.executions.api.SchedulePage;
import io.executions.api.ScheduleSource;
import io.executions.api.ScheduleState;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.Optional;

/** {@code Schedule}, and {@code SchedulePage}; also how a schedule is kept. */
public final class ScheduleDocument {
  private ScheduleDocument() {}

  /** Returns the document. */
  public static JsonObject write(Schedule schedule) {
    NewSchedule definition = schedule.definition();
    SparseObject json =
        new SparseObject()
            .add("name", definition.name())
            .add("source", schedule.source().jsonName())
            .add("state", schedule.state().jsonName());
    return ScheduleFields.write(definition, create(definition), json)
        .addTime("nextRunAt", schedule.nextRunAt())
        .addValue("lastExecution", schedule.lastExecution().map(ScheduleDocument::write))
        .addTime("waiting", schedule.waiting())
        .add("skipped", schedule.skipped())
        .add("missed", schedule.missed())
        .addText("lastError", schedule.lastError())
        .build();
  }

  private static JsonObject create(NewSchedule definition) {
    return NewExecutionDocument.write(definition.create());
  }

  private static jakarta.json.JsonValue write(Schedule.LastExecution last) {
    return new SparseObject()
        .add("id", last.id())
        .add("status", last.status().jsonName())
        .addTime("scheduledFor", last.scheduledFor())
        .build();
  }

  /** Returns the document of a page. */
  public static JsonObject write(SchedulePage page) {
    JsonArrayBuilder items = JsonBuilders.array();
    page.items().forEach(schedule -> items.add(write(schedule)));
    return new SparseObject()
        .add("items", items.build())
        .addText("nextCursor", page.nextCursor())
        .build();
  }

  /** Returns the schedule that a document describes. */
  public static Schedule read(JsonObject document) {
    return read(new Fields(document));
  }

  /** Returns the page that a document describes. */
  public static SchedulePage readPage(JsonObject document) {
    Fields fields = new Fields(document);
    return new SchedulePage(
        fields.objects("items", ScheduleDocument::read), fields.optionalText("nextCursor"));
  }

  private static Schedule read(Fields fields) {
    ScheduleState state = ScheduleState.fromJsonName(fields.text("state")).orElseThrow();
    return new Schedule(
        ScheduleFields.readWritten(
            fields.text("name"), fields, Optional.of(state == ScheduleState.PAUSED)),
        ScheduleSource.fromJsonName(fields.text("source")).orElseThrow(),
        state,
        fields.optionalTime("nextRunAt"),
        fields.optionalObject("lastExecution").map(ScheduleDocument::last),
        fields.optionalTime("waiting"),
        fields.longWhole("skipped"),
        fields.longWhole("missed"),
        fields.optionalText("lastError"));
  }

  private static Schedule.LastExecution last(Fields fields) {
    return new Schedule.LastExecution(
        fields.longWhole("id"),
        ExecutionStatus.fromJsonName(fields.text("status")).orElseThrow(),
        fields.time("scheduledFor"));
  }

  /** Returns what is kept of a schedule beside its name and whether it is paused. */
  public static JsonObject writeKept(NewSchedule schedule) {
    return ScheduleFields.write(schedule, create(schedule), new SparseObject()).build();
  }

  /** Returns the schedule that was kept as that document. */
  public static NewSchedule readKept(String name, JsonObject kept, boolean paused) {
    return ScheduleFields.readWritten(name, new Fields(kept), Optional.of(paused));
  }
}
