package io.executions.api.json;

import io.executions.api.Fault;
import io.executions.api.Faults;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * Refuses the fields of an object in a request that its reader has not asked for: one with a slip
 * in its name would do nothing, and nobody would notice. Not thread-safe.
 */
final class UnknownFields {
  private final Set<String> known = new HashSet<>();

  /** Takes note that the reader knows the field. */
  void ask(String name) {
    known.add(name);
  }

  /**
   * Adds a fault for each of these fields that is not known.
   *
   * @param pointer returns the JSON pointer of a field
   */
  void refuse(Set<String> given, Function<String, String> pointer, Faults faults) {
    for (String name : given) {
      if (faults.isFull()) {
        return;
      }
      if (!known.contains(name)) {
        faults.add(new Fault(pointer.apply(name), "is not known"));
      }
    }
  }
}
