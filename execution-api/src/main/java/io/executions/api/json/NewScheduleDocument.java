package io.executions.api.json;

import io.executions.api.Fault;
import io.executions.api.Faults;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code NewSchedule}: the fields of its executions stand beside its own. */
public final class NewScheduleDocument {
  private NewScheduleDocument() {}

  /** Returns the document. */
  public static JsonObject write(NewSchedule schedule) {
    JsonObject create = NewExecutionDocument.write(schedule.create());
    SparseObject json = new SparseObject().addFlag("paused", schedule.paused());
    JsonObject own = ScheduleFields.write(schedule, create, json).build();
    SparseObject flat = new SparseObject();
    own.forEach(
        (name, value) -> {
          if (!name.equals("create")) {
            flat.add(name, value);
          }
        });
    create.forEach(flat::add);
    return flat.build();
  }

  /**
   * Returns the schedule that a body describes.
   *
   * @param others what is wrong with the request beside its body
   * @param check returns what is wrong with what could be read
   * @throws InvalidRequestException naming all faults
   */
  public static NewSchedule read(
      String name, JsonValue body, List<Fault> others, Function<NewSchedule, List<Fault>> check) {
    Faults faults = new Faults();
    faults.addAll(others);
    Optional<NewSchedule> schedule =
        FieldReader.of(body, "", faults).map(fields -> read(name, fields));
    List<Fault> found = schedule.map(check).orElse(List.of());
    found.stream().filter(fault -> !faults.cover(fault.pointer())).forEach(faults::add);
    faults.refuse();
    return schedule.orElseThrow();
  }

  private static NewSchedule read(String name, FieldReader fields) {
    NewExecution create = NewExecutionDocument.readWithoutTime(fields);
    NewSchedule schedule = ScheduleFields.read(name, create, fields);
    fields.refuseOthers();
    return schedule;
  }
}
