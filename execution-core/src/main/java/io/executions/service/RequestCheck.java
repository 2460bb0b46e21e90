package io.executions.service;

import io.executions.api.BulkPage;
import io.executions.api.BulkVerb;
import io.executions.api.ClusterSettings;
import io.executions.api.ExecutionChange;
import io.executions.api.ExecutionSelection;
import io.executions.api.ExecutionService;
import io.executions.api.Fault;
import io.executions.api.Faults;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewExecution;
import io.executions.api.SettingsChange;
import io.executions.api.TooLargeException;
import io.executions.api.TypeName;
import io.executions.database.Text;
import io.executions.handlers.Handler;
import io.executions.handlers.Handlers;
import io.executions.settings.Settings;
import io.executions.store.Cluster;
import io.executions.store.Executions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Says all that is wrong with what the service is asked, before anything is stored. */
@ApplicationScoped
class RequestCheck {
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private final Settings settings;
  private final Handlers handlers;
  private final Validator validator;
  private final TypesElsewhere elsewhere;
  private final Supplier<Instant> now;

  /** For the proxy only. */
  protected RequestCheck() {
    this(null, null, null, null, null, null);
  }

  @Inject
  RequestCheck(
      Settings settings,
      Handlers handlers,
      Cluster cluster,
      Executions executions,
      DatabaseCall database,
      Validator validator) {
    this.settings = settings;
    this.handlers = handlers;
    this.validator = validator;
    this.elsewhere =
        new TypesElsewhere(types -> database.call(() -> cluster.handled(types)), System::nanoTime);
    this.now = () -> database.call(executions::now);
  }

  void creation(NewExecution execution) {
    refuse(faults(execution));
    checkSize(execution, "/input");
  }

  void creations(List<NewExecution> items) {
    Faults faults = new Faults();
    if (items.isEmpty() || items.size() > ExecutionService.MAX_BULK) {
      faults.add("/items", "must have 1 to %d items".formatted(ExecutionService.MAX_BULK));
      faults.refuse();
    }
    List<List<Fault>> each = faults(items);
    for (int i = 0; i < items.size(); i++) {
      String prefix = "/items/" + i;
      faults.addAll(each.get(i).stream().map(fault -> fault.under(prefix)).toList());
    }
    faults.refuse();
    for (int i = 0; i < items.size(); i++) {
      checkSize(items.get(i), "/items/%d/input".formatted(i));
    }
  }

  List<Fault> faults(NewExecution execution) {
    return faults(List.of(execution)).get(0);
  }

  /**
   * Returns the faults of each, in the order given, until {@value io.executions.api.Faults#MOST}
   * have been found.
   */
  List<List<Fault>> faults(List<NewExecution> executions) {
    Set<String> handled = handledElsewhere(executions);
    Supplier<Instant> now = once(this.now);
    List<List<Fault>> each = new ArrayList<>();
    int found = 0;
    for (NewExecution execution : executions) {
      List<Fault> faults = found < Faults.MOST ? faults(execution, handled, now) : List.of();
      found += faults.size();
      each.add(faults);
    }
    return each;
  }

  /** The database is asked for its time once for all of a batch, and only where it is needed. */
  private static Supplier<Instant> once(Supplier<Instant> now) {
    Instant[] known = new Instant[1];
    return () -> {
      if (known[0] == null) {
        known[0] = now.get();
      }
      return known[0];
    };
  }

  private Set<String> handledElsewhere(List<NewExecution> executions) {
    Set<String> types = new LinkedHashSet<>();
    for (NewExecution execution : executions) {
      String type = execution.type();
      if (TypeName.isLegal(type) && handlers.find(type).isEmpty()) {
        types.add(type);
      }
    }
    return types.isEmpty() ? Set.of() : elsewhere.among(types);
  }

  private List<Fault> faults(NewExecution execution, Set<String> handled, Supplier<Instant> now) {
    Faults faults = new Faults();
    addFaultsOfBounds(execution, faults, now);
    if (!faults.cover("/type")) {
      faults.addAll(typeFaults(execution, handled));
    }
    return faults.all();
  }

  private void addFaultsOfBounds(NewExecution execution, Faults faults, Supplier<Instant> now) {
    for (ConstraintViolation<NewExecution> violation : validator.validate(execution)) {
      faults.add("/" + violation.getPropertyPath(), violation.getMessage());
    }
    Instant runAt = execution.runAt();
    if (runAt != null && (runAt.isBefore(Instant.EPOCH) || !runAt.isBefore(END))) {
      faults.add("/runAt", "must be from the year 1970 to the year 9999");
    }
    new FlowCheck(execution, faults, now).run();
  }

  private List<Fault> typeFaults(NewExecution execution, Set<String> handled) {
    Optional<Handler> handler = handlers.find(execution.type());
    if (handler.isEmpty()) {
      return handled.contains(execution.type())
          ? List.of()
          : List.of(new Fault("/type", "is a type that no node handles: " + execution.type()));
    }
    JsonValue input = execution.input();
    if (input == null || isTooLarge(input)) {
      return List.of();
    }
    return handler.get().check(input).stream()
        .limit(Faults.MOST)
        .map(fault -> fault.under("/input"))
        .toList();
  }

  void change(ExecutionChange change) {
    refuse(faults(change));
  }

  /** The bounds are those of a creation. */
  List<Fault> faults(ExecutionChange change) {
    NewExecution unchanged = NewExecution.of("changed");
    NewExecution like =
        unchanged
            .withRunAt(change.runAt().orElse(null))
            .withPriority(change.priority().orElse(unchanged.priority()))
            .withMaxAttempts(change.maxAttempts().orElse(unchanged.maxAttempts()))
            .withQueue(change.queue().orElse(null));
    Optional<Duration> bound = change.timeout().flatMap(Function.identity());
    Faults faults = new Faults();
    addFaultsOfBounds(bound.map(like::withTimeout).orElse(like), faults, now);
    change
        .expiresAt()
        .flatMap(Function.identity())
        .ifPresent(
            expiry -> FlowCheck.checkExpiry(expiry, change.runAt().orElse(null), now, faults));
    return faults.all();
  }

  void bulk(BulkVerb verb, ExecutionSelection selection) {
    refuse(selection.faults(verb));
  }

  void page(int limit) {
    if (limit < 1 || limit > BulkPage.MAX_LIMIT) {
      String rule = "must be a whole number from 1 to %d".formatted(BulkPage.MAX_LIMIT);
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
    change
        .retention()
        .flatMap(retention -> retention)
        .filter(retention -> !ClusterSettings.isRetention(retention))
        .ifPresent(
            retention -> faults.add(new Fault("/retention", ClusterSettings.RETENTION_RULE)));
    refuse(faults);
  }

  private void checkSize(NewExecution execution, String pointer) {
    if (isTooLarge(execution.input())) {
      throw new TooLargeException(pointer, settings.inputMaxBytes());
    }
  }

  private boolean isTooLarge(JsonValue input) {
    return Text.of(input.toString()).bytes() > settings.inputMaxBytes();
  }

  private static void refuse(List<Fault> faults) {
    if (!faults.isEmpty()) {
      throw new InvalidRequestException(faults);
    }
  }
}
