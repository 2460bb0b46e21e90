package io.executions.schedule;

/** A cron expression says nothing that can be understood. */
final class WrongCronException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with a phrase that can follow the pointer of the field. */
  WrongCronException(String message) {
    super(message, null, false, false);
  }
}
