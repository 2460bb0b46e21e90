package io.executions.web.json;

import io.executions.api.ExecutionService;
import io.executions.api.Fault;
import io.executions.api.Faults;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewExecution;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads requests to create executions. For one request; not safe for several threads. */
public final class CreationReader {
  private final Function<List<NewExecution>, List<List<Fault>>> check;
  private final Faults faults;

  /**
   * Makes one.
   *
   * @param check tells what is wrong with each of the executions that could be read; asked only
   *     where a request is faulty anyhow, so that all faults are named at once
   * @param faults what is wrong with the request beside its body
   */
  public CreationReader(Function<List<NewExecution>, List<List<Fault>>> check, List<Fault> faults) {
    this.check = check;
    this.faults = new Faults();
    this.faults.addAll(faults);
  }

  /**
   * Returns the execution that a body describes.
   *
   * @throws InvalidRequestException naming all faults
   */
  public NewExecution readOne(JsonValue body) {
    Optional<NewExecution> execution = read(body, "");
    if (!faults.isEmpty()) {
      addCheckedFaults(execution.stream().map(read -> new Read("", read)).toList());
    }
    faults.refuse();
    return execution.orElseThrow();
  }

  /**
   * Returns the executions that the body of a batch describes, in its order.
   *
   * @throws InvalidRequestException naming all faults, with pointers such as {@code /items/3/type}
   */
  public List<NewExecution> readBatch(JsonValue body) {
    List<Read> executions = new ArrayList<>();
    int index = 0;
    for (JsonValue item : items(body)) {
      String pointer = "/items/" + index++;
      if (!faults.isFull()) {
        read(item, pointer).ifPresent(read -> executions.add(new Read(pointer, read)));
      }
    }
    if (!faults.isEmpty()) {
      addCheckedFaults(executions);
    }
    faults.refuse();
    return executions.stream().map(Read::execution).toList();
  }

  /** An execution that could be read, and where it stands. */
  private record Read(String pointer, NewExecution execution) {}

  private List<JsonValue> items(JsonValue body) {
    Optional<JsonObject> object = object(body, "");
    if (object.isEmpty()) {
      return List.of();
    }
    FieldReader fields = new FieldReader(object.get(), "", faults);
    Optional<JsonValue> value = fields.value("items");
    fields.refuseOthers();
    if (!fields.has("items")) {
      fields.refuse("items", "is required");
    } else if (!(value.get() instanceof JsonArray array)) {
      fields.refuse("items", "must be an array");
    } else if (array.isEmpty() || array.size() > ExecutionService.MAX_BULK) {
      fields.refuse("items", "must hold 1 to " + ExecutionService.MAX_BULK + " items");
    } else {
      return array;
    }
    return List.of();
  }

  private Optional<NewExecution> read(JsonValue value, String prefix) {
    return object(value, prefix).map(object -> readFields(object, prefix));
  }

  private NewExecution readFields(JsonObject object, String prefix) {
    FieldReader fields = new FieldReader(object, prefix, faults);
    String type = fields.text("type").orElse(null);
    if (!fields.has("type")) {
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
    faults.add(pointer, "must be an object");
    return Optional.empty();
  }

  /** Adds what the check finds in fields that could be read; the others are named already. */
  private void addCheckedFaults(List<Read> executions) {
    if (faults.isFull() || executions.isEmpty()) {
      return;
    }
    List<List<Fault>> each = check.apply(executions.stream().map(Read::execution).toList());
    Faults checked = new Faults();
    for (int i = 0; i < executions.size(); i++) {
      String prefix = executions.get(i).pointer();
      each.get(i).stream()
          .map(fault -> fault.under(prefix))
          .filter(fault -> !checked.isFull() && !faults.cover(fault.pointer()))
          .forEach(checked::add);
    }
    faults.addAll(checked.all());
  }
}
