package io.executions.api;

import java.util.List;
import java.util.stream.Collectors;

/** What was asked for is not valid; nothing was done. Carries every fault at once. */
public class InvalidRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  /** Makes one of at least one fault. */
  public InvalidRequestException(List<Fault> faults) {
    super(
        faults.stream()
            .map(fault -> fault.pointer() + " " + fault.detail())
            .collect(Collectors.joining("; ")));
    this.faults = List.copyOf(faults);
  }

  /** Returns all that is wrong, in the order in which it was found. */
  public List<Fault> faults() {
    return faults;
  }
}
