package io.executions.engine;

import io.executions.api.Faults;
import io.executions.api.NewSchedule;
import io.executions.api.ScheduleDefinition;
import io.executions.database.Text;
import io.executions.handlers.Handler;
import io.executions.handlers.Handlers;
import io.executions.schedule.ScheduleCheck;
import io.executions.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The index of the schedules that this application defines in its code. Immutable once made. */
@ApplicationScoped
public class ScheduleDefinitions {
  private static final System.Logger LOG = System.getLogger(ScheduleDefinitions.class.getName());

  private final Map<String, NewSchedule> byName = new TreeMap<>();
  private final String application;

  /** For the proxy only. */
  protected ScheduleDefinitions() {
    this("", List.of());
  }

  /**
   * Finds all definitions among the CDI beans.
   *
   * @throws IllegalStateException if any is faulty, naming all faults
   */
  @Inject
  ScheduleDefinitions(
      @Any Instance<ScheduleDefinition> beans,
      Handlers handlers,
      Validator validator,
      Settings settings) {
    this(
        settings.application().orElseGet(ApplicationName::find),
        beans,
        handlers,
        validator,
        settings.inputMaxBytes());
  }

  ScheduleDefinitions(
      String application,
      Iterable<ScheduleDefinition> beans,
      Handlers handlers,
      Validator validator,
      long inputMaxBytes) {
    this.application = application;
    List<String> wrong = new ArrayList<>();
    for (ScheduleDefinition bean : beans) {
      NewSchedule schedule;
      try {
        schedule = Objects.requireNonNull(bean.schedule(), "it defines none");
      } catch (RuntimeException e) {
        wrong.add("%s: %s".formatted(bean.getClass().getName(), e));
        continue;
      }
      faults(schedule, handlers, validator, inputMaxBytes)
          .all()
          .forEach(
              fault ->
                  wrong.add(
                      "%s: %s %s".formatted(schedule.name(), fault.pointer(), fault.detail())));
      if (byName.put(schedule.name(), schedule) != null) {
        wrong.add("%s: is defined twice".formatted(schedule.name()));
      }
    }
    if (!wrong.isEmpty()) {
      throw new IllegalStateException("Wrong schedules: " + String.join("; ", wrong));
    }
  }

  private ScheduleDefinitions(String application, List<NewSchedule> schedules) {
    this.application = application;
    schedules.forEach(schedule -> byName.put(schedule.name(), schedule));
  }

  /** Returns the index of an application that defines those. */
  static ScheduleDefinitions of(String application, NewSchedule... schedules) {
    return new ScheduleDefinitions(application, List.of(schedules));
  }

  /** Returns all of them, by name. */
  public List<NewSchedule> all() {
    return List.copyOf(byName.values());
  }

  /** Returns by which name the nodes of this application know each other. */
  public String application() {
    return application;
  }

  private static Faults faults(
      NewSchedule schedule, Handlers handlers, Validator validator, long inputMaxBytes) {
    Faults faults = new Faults();
    ScheduleCheck.addFaults(schedule, faults);
    for (ConstraintViolation<?> violation : validator.validate(schedule.create())) {
      faults.add("/" + violation.getPropertyPath(), violation.getMessage());
    }
    JsonValue input = schedule.create().input();
    if (Text.of(String.valueOf(input)).bytes() > inputMaxBytes) {
      faults.add("/input", "must have at most %d bytes".formatted(inputMaxBytes));
    }
    Optional<Handler> handler = handlers.find(schedule.create().type());
    handler.ifPresent(
        found -> found.check(input).forEach(fault -> faults.add(fault.under("/input"))));
    if (handler.isEmpty() && !faults.cover("/type")) {
      LOG.log(
          Level.INFO,
          "Schedule {0} creates executions of the type {1}, which others must handle",
          schedule.name(),
          schedule.create().type());
    }
    return faults;
  }
}
