package io.executions.web.json;

import io.executions.api.ExecutionService;
import io.executions.api.Fault;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewExecution;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads requests to create executions. For one request; not safe for several threads. */
public final class CreationReader {
  /** More than one document names; a small body can hold millions. */
  private static final int MOST_FAULTS = 2000;

  private final Function<NewExecution, List<Fault>> check;
  private final List<Fault> faults;

  /**
   * Makes one.
   *
   * @param check tells what is wrong with an execution that could be read; asked only where a
   *     request is faulty anyhow, so that all faults are named at once
   * @param faults what is wrong with the request beside its body
   */
  public CreationReader(Function<NewExecution, List<Fault>> check, List<Fault> faults) {
    this.check = check;
    this.faults = new ArrayList<>(faults);
  }

  /**
   * Returns the execution that a body describes.
   *
   * @throws InvalidRequestException naming all faults
   */
  public NewExecution readOne(JsonValue body) {
    Optional<NewExecution> execution = read(body, "");
    if (!faults.isEmpty()) {
      execution.ifPresent(read -> addCheckedFaults(read, ""));
      throw new InvalidRequestException(faults);
    }
    return execution.orElseThrow();
  }

  /**
   * Returns the executions that the body of a batch describes, in its order.
   *
   * @throws InvalidRequestException naming all faults, with pointers such as {@code /items/3/type}
   */
  public List<NewExecution> readBatch(JsonValue body) {
    List<Optional<NewExecution>> executions = items(body).stream().map(this::readItem).toList();
    if (!faults.isEmpty()) {
      for (int i = 0; i < executions.size(); i++) {
        String prefix = prefix(i);
        executions.get(i).ifPresent(read -> addCheckedFaults(read, prefix));
      }
      throw new InvalidRequestException(faults);
    }
    return executions.stream().map(Optional::orElseThrow).toList();
  }

  private record Item(int index, JsonValue value) {}

  private Optional<NewExecution> readItem(Item item) {
    return read(item.value(), prefix(item.index()));
  }

  private static String prefix(int index) {
    return "/items/" + index;
  }

  private List<Item> items(JsonValue body) {
    Optional<JsonObject> object = object(body, "");
    if (object.isEmpty()) {
      return List.of();
    }
    FieldReader fields = new FieldReader(object.get(), "", faults);
    Optional<JsonValue> value = fields.value("items");
    fields.refuseOthers();
    if (value.isEmpty()) {
      fields.refuse("items", "is required");
    } else if (!(value.get() instanceof JsonArray array)) {
      fields.refuse("items", "must be an array");
    } else if (array.isEmpty() || array.size() > ExecutionService.MAX_BULK) {
      fields.refuse("items", "must hold 1 to " + ExecutionService.MAX_BULK + " items");
    } else {
      List<Item> items = new ArrayList<>();
      array.forEach(item -> items.add(new Item(items.size(), item)));
      return items;
    }
    return List.of();
  }

  private Optional<NewExecution> read(JsonValue value, String prefix) {
    return object(value, prefix).map(object -> readFields(object, prefix));
  }

  private NewExecution readFields(JsonObject object, String prefix) {
    FieldReader fields = new FieldReader(object, prefix, faults);
    String type = fields.text("type").orElse(null);
    if (!object.containsKey("type")) {
      fields.refuse("type", "is required");
    }
    JsonValue input = fields.value("input").orElse(JsonValue.EMPTY_JSON_OBJECT);
    int priority = fields.whole("priority").map(CreationReader::toInt).orElse(0);
    Instant runAt = runAt(fields);
    int maxAttempts = fields.whole("maxAttempts").map(CreationReader::toInt).orElse(1);
    Long timeoutMs = fields.whole("timeoutMs").orElse(null);
    fields.refuseOthers();
    return new NewExecution(type, input, priority, runAt, maxAttempts, timeoutMs);
  }

  private static Instant runAt(FieldReader fields) {
    Optional<String> text = fields.text("runAt");
    Optional<Instant> time = text.flatMap(Timestamps::parse);
    if (text.isPresent() && time.isEmpty()) {
      fields.refuse("runAt", Timestamps.RULE);
    }
    return time.orElse(null);
  }

  /** Beyond an int becomes the largest or smallest int, which is out of range all the same. */
  private static int toInt(long value) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
  }

  private Optional<JsonObject> object(JsonValue value, String pointer) {
    if (value instanceof JsonObject object) {
      return Optional.of(object);
    }
    faults.add(new Fault(pointer, "must be an object"));
    return Optional.empty();
  }

  /** Adds what the check finds in fields that could be read; the others are named already. */
  private void addCheckedFaults(NewExecution execution, String prefix) {
    Set<String> named = faults.stream().map(Fault::pointer).collect(Collectors.toSet());
    check.apply(execution).stream()
        .map(fault -> fault.under(prefix))
        .filter(fault -> !covered(named, fault.pointer()))
        .limit(MOST_FAULTS - Math.min(MOST_FAULTS, faults.size()))
        .forEach(faults::add);
  }

  /** Returns whether the pointer, or one of what it lies in, is named already. */
  private static boolean covered(Set<String> named, String pointer) {
    for (int end = pointer.length(); end > 0; end = pointer.lastIndexOf('/', end - 1)) {
      if (named.contains(pointer.substring(0, end))) {
        return true;
      }
    }
    return false;
  }
}
