package io.executions.web;

import io.executions.api.Fault;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header {@code If-Match} (RFC 9110, section 13.1.1): the revisions that an execution may have.
 */
final class IfMatch {
  private static final String NAME = HttpHeaders.IF_MATCH;
  private static final String ANY = "*";
  private static final int NEVER = 0;

  private static final String TAG = "(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"";
  private static final Pattern FORM =
      Pattern.compile("[ \\t,]*%1$s(?:[ \\t]*,[ \\t]*(?:%1$s)?)*".formatted(TAG));
  private static final Pattern ONE = Pattern.compile(TAG);

  private IfMatch() {}

  /**
   * Returns the revisions that may be; none for any.
   *
   * @param faults where a header of another form is told
   */
  static Set<Integer> read(HttpHeaders headers, List<Fault> faults) {
    List<String> lines = headers.getRequestHeader(NAME);
    if (lines == null || lines.isEmpty()) {
      return Set.of();
    }
    String text = String.join(", ", lines);
    if (text.strip().equals(ANY)) {
      return Set.of();
    }
    if (!FORM.matcher(text).matches()) {
      faults.add(
          new Fault("/" + NAME, "must be a revision such as \"3\", several with commas, or *"));
      return Set.of();
    }
    Set<Integer> revisions = new HashSet<>();
    Matcher tag = ONE.matcher(text);
    while (tag.find()) {
      revisions.add(tag.group(1) == null ? revision(tag.group(2)) : NEVER);
    }
    return revisions;
  }

  /** A weak tag, or one that is no revision, matches none of ours. */
  private static int revision(String tag) {
    return tag.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(tag) : NEVER;
  }
}
