package io.executions.store;

import io.executions.api.Fault;
import io.executions.api.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a page ended: ids are not chronological, so it takes the time of creation and the id. */
record Cursor(long createdAt, long id) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\.(\\d{1,18})");

  static Cursor parse(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      Matcher form = FORM.matcher(new String(bytes, StandardCharsets.US_ASCII));
      if (form.matches()) {
        return new Cursor(Long.parseLong(form.group(1)), Long.parseLong(form.group(2)));
      }
    } catch (IllegalArgumentException e) {
      // refused below, as a text of another form is
    }
    throw new InvalidRequestException(
        List.of(new Fault("/cursor", "must be a nextCursor that this service has given")));
  }

  String text() {
    byte[] bytes = "%d.%d".formatted(createdAt, id).getBytes(StandardCharsets.US_ASCII);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
