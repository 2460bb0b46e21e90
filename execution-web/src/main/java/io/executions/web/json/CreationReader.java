package io.executions.web.json;

import io.executions.api.Fault;
import io.executions.api.Faults;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewExecution;
import io.executions.api.json.NewExecutionDocument;
import io.executions.api.json.NewExecutionsDocument;
import jakarta.json.JsonValue;
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
    Optional<NewExecution> execution = NewExecutionDocument.read(body, "", faults);
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
    for (JsonValue item : NewExecutionsDocument.readItems(body, faults)) {
      String pointer = NewExecutionsDocument.pointer(index++);
      if (!faults.isFull()) {
        NewExecutionDocument.read(item, pointer, faults)
            .ifPresent(read -> executions.add(new Read(pointer, read)));
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
