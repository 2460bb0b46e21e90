package io.executions.store;

import io.executions.api.ExecutionQuery;
import io.executions.api.ExecutionSort;
import io.executions.api.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a list goes on: behind or before a place in its order.
 *
 * @param sort the order
 * @param back whether it goes on towards its beginning
 * @param place where; it is not listed itself
 */
public record ListCursor(ExecutionSort sort, boolean back, ListPlace place) {
  private static final Pattern FORM =
      Pattern.compile("([a-z]+)([<>])(-?\\d{1,18})\\.(-?\\d{1,18})");

  /** Returns what is wrong with the cursor of a query. */
  public static List<Fault> faults(ExecutionQuery query) {
    Optional<String> given = query.cursor();
    if (given.isEmpty() || parse(given.get()).filter(c -> c.sort() == query.sort()).isPresent()) {
      return List.of();
    }
    return List.of(
        new Fault("/cursor", "must be a cursor that this service has given for the same sort"));
  }

  static Optional<ListCursor> parse(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      Matcher form = FORM.matcher(new String(bytes, StandardCharsets.US_ASCII));
      if (form.matches()) {
        ListPlace place =
            new ListPlace(Long.parseLong(form.group(3)), Long.parseLong(form.group(4)));
        return ExecutionSort.fromJsonName(form.group(1))
            .map(sort -> new ListCursor(sort, form.group(2).equals("<"), place));
      }
    } catch (IllegalArgumentException e) {
      // It is none, like a text of another form.
    }
    return Optional.empty();
  }

  /** Returns a cursor that goes the other way from here and includes this place. */
  ListCursor turned() {
    boolean ascending = sort.isAscending() == back;
    return new ListCursor(
        sort, !back, new ListPlace(place.time(), place.id() + (ascending ? -1 : 1)));
  }

  String text() {
    byte[] bytes =
        "%s%s%d.%d"
            .formatted(sort.jsonName(), back ? "<" : ">", place.time(), place.id())
            .getBytes(StandardCharsets.US_ASCII);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
