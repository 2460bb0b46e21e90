package io.executions.database;

import java.sql.SQLException;

/** A data source does not show the driver of its connections. */
public final class HiddenDriverException extends SQLException {
  private static final long serialVersionUID = 1L;

  HiddenDriverException(String message, Exception reason) {
    super(message, reason);
  }
}
