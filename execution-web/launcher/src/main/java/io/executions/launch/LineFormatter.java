package io.executions.launch;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * Writes a log record as one line: time, level, logger, message. Line breaks in the message become
 * blanks; only the stack trace of an exception takes further lines, indented.
 */
public class LineFormatter extends Formatter {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneId.systemDefault());

  @Override
  public String format(LogRecord entry) {
    StringBuilder line =
        new StringBuilder(160)
            .append(TIME.format(entry.getInstant()))
            .append(' ')
            .append(entry.getLevel().getName())
            .append(' ')
            .append(entry.getLoggerName())
            .append(' ')
            .append(oneLine(formatMessage(entry)))
            .append(System.lineSeparator());
    if (entry.getThrown() != null) {
      line.append(indented(entry.getThrown()));
    }
    return line.toString();
  }

  private static String oneLine(String message) {
    return message == null ? "" : message.strip().replaceAll("\\p{Cntrl}+", " ");
  }

  private static String indented(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace
        .toString()
        .lines()
        .map(text -> "  " + text + System.lineSeparator())
        .reduce("", String::concat);
  }
}
