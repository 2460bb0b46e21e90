package io.executions.api;

/** A schedule cannot be changed or removed, since an application defines it in its code. */
public class ScheduleInCodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one for that schedule and that application. */
  public ScheduleInCodeException(String name, String application) {
    super(
        "The schedule %s is defined in the code of the application %s"
            .formatted(name, application));
  }
}
