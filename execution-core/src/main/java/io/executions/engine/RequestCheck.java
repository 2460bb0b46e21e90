package io.executions.engine;

import io.executions.api.ClusterSettings;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionService;
import io.executions.api.Fault;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewExecution;
import io.executions.api.SettingsChange;
import io.executions.api.TooLargeException;
import io.executions.handlers.Handler;
import io.executions.handlers.Handlers;
import io.executions.settings.Retention;
import io.executions.settings.Settings;
import io.executions.store.Cluster;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says all that is wrong with what the service is asked, before anything is stored. */
@ApplicationScoped
class RequestCheck {
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private final Settings settings;
  private final Handlers handlers;
  private final Cluster cluster;
  private final DatabaseCall database;
  private final Validator validator;

  /** For the proxy only. */
  protected RequestCheck() {
    this(null, null, null, null, null);
  }

  @Inject
  RequestCheck(
      Settings settings,
      Handlers handlers,
      Cluster cluster,
      DatabaseCall database,
      Validator validator) {
    this.settings = settings;
    this.handlers = handlers;
    this.cluster = cluster;
    this.database = database;
    this.validator = validator;
  }

  void creation(NewExecution execution) {
    refuse(faults(execution));
    checkSize(execution, "/input");
  }

  void creations(List<NewExecution> items) {
    if (items.isEmpty() || items.size() > ExecutionService.MAX_BULK) {
      String rule = "must have 1 to %d items".formatted(ExecutionService.MAX_BULK);
      refuse(List.of(new Fault("/items", rule)));
    }
    List<Fault> faults = new ArrayList<>();
    Map<String, Boolean> known = new HashMap<>();
    for (int i = 0; i < items.size(); i++) {
      String prefix = "/items/" + i;
      faults(items.get(i), known).forEach(fault -> faults.add(fault.under(prefix)));
    }
    refuse(faults);
    for (int i = 0; i < items.size(); i++) {
      checkSize(items.get(i), "/items/%d/input".formatted(i));
    }
  }

  List<Fault> faults(NewExecution execution) {
    return faults(execution, new HashMap<>());
  }

  private List<Fault> faults(NewExecution execution, Map<String, Boolean> known) {
    List<Fault> faults = new ArrayList<>();
    for (ConstraintViolation<NewExecution> violation : validator.validate(execution)) {
      faults.add(new Fault("/" + violation.getPropertyPath(), violation.getMessage()));
    }
    Instant runAt = execution.runAt();
    if (runAt != null && (runAt.isBefore(Instant.EPOCH) || runAt.isAfter(LATEST))) {
      faults.add(new Fault("/runAt", "must be from the year 1970 to the year 9999"));
    }
    boolean typeIsLegal = faults.stream().noneMatch(fault -> fault.pointer().equals("/type"));
    if (typeIsLegal) {
      faults.addAll(typeFaults(execution, known));
    }
    return faults;
  }

  private List<Fault> typeFaults(NewExecution execution, Map<String, Boolean> known) {
    Optional<Handler> handler = handlers.find(execution.type());
    if (handler.isPresent()) {
      return execution.input() == null
          ? List.of()
          : handler.get().check(execution.input()).stream()
              .map(fault -> fault.under("/input"))
              .toList();
    }
    boolean elsewhere =
        known.computeIfAbsent(execution.type(), type -> database.call(() -> cluster.handles(type)));
    return elsewhere
        ? List.of()
        : List.of(new Fault("/type", "is a type that no node handles: " + execution.type()));
  }

  void filter(ExecutionFilter filter) {
    if (filter.limit() < 1 || filter.limit() > ExecutionFilter.MAX_LIMIT) {
      String rule = "must be a whole number from 1 to %d".formatted(ExecutionFilter.MAX_LIMIT);
      refuse(List.of(new Fault("/limit", rule)));
    }
  }

  void settings(SettingsChange change) {
    List<Fault> faults = new ArrayList<>();
    change
        .maxConcurrentExecutions()
        .filter(limit -> limit < 1 || limit > ClusterSettings.MAX_LIMIT)
        .ifPresent(
            limit ->
                faults.add(
                    new Fault(
                        "/maxConcurrentExecutions",
                        "must be a whole number from 1 to %d"
                            .formatted(ClusterSettings.MAX_LIMIT))));
    change.retention().flatMap(retention -> retention).ifPresent(value -> check(value, faults));
    refuse(faults);
  }

  private static void check(Duration retention, List<Fault> faults) {
    try {
      Retention.check(retention);
    } catch (IllegalArgumentException e) {
      faults.add(new Fault("/retention", e.getMessage()));
    }
  }

  private void checkSize(NewExecution execution, String pointer) {
    byte[] input = execution.input().toString().getBytes(StandardCharsets.UTF_8);
    if (input.length > settings.inputMaxBytes()) {
      throw new TooLargeException(pointer, settings.inputMaxBytes());
    }
  }

  private static void refuse(List<Fault> faults) {
    if (!faults.isEmpty()) {
      throw new InvalidRequestException(faults);
    }
  }
}
