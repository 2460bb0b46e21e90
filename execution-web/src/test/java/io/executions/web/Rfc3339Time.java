package io.executions.web;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The format {@code date-time} as RFC 3339 has it. The validator's own takes neither offsets beyond
 * 18 hours nor more than nine digits of a second, and takes a space for the T.
 */
final class Rfc3339Time implements Format {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})[Tt](?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?"
              + "(?:[Zz]|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)");

  @Override
  public String getName() {
    return "date-time";
  }

  @Override
  public boolean matches(ExecutionContext context, String text) {
    Matcher form = FORM.matcher(text);
    try {
      return form.matches() && LocalDate.parse(form.group(1)) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
