package io.executions.engine;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/** Keeps what is logged. */
final class Recording extends Handler {
  private final List<LogRecord> records;

  Recording(List<LogRecord> records) {
    this.records = records;
  }

  @Override
  public void publish(LogRecord logRecord) {
    records.add(logRecord);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
