package io.executions.api;

/** There is no schedule of that name. */
public class ScheduleNotFoundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one for that name. */
  public ScheduleNotFoundException(String name) {
    super("There is no schedule " + name);
  }
}
