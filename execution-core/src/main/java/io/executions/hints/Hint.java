package io.executions.hints;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says that something may be due.
 *
 * @param types the types of what was created; none means that it may be any
 */
public record Hint(Set<String> types) {
  /** Something may be due, of any type. */
  public static final Hint ANY = new Hint(Set.of());

  /** The longest text: it must fit into one packet of any network, and into a notification. */
  private static final int MOST_CHARACTERS = 1000;

  private static final String SEPARATOR = ",";

  /** Returns one for these types, or for any where they are too many to be named. */
  public static Hint of(Collection<String> types) {
    Hint hint = new Hint(new TreeSet<>(types));
    return hint.text().length() > MOST_CHARACTERS ? ANY : hint;
  }

  /** Reads what {@link #text()} has written; of anything else, something that says no type. */
  static Hint read(String text) {
    return text.isEmpty() ? ANY : new Hint(new TreeSet<>(List.of(text.split(SEPARATOR, -1))));
  }

  /** Names of types have no commas, and are ASCII. */
  String text() {
    return String.join(SEPARATOR, types);
  }

  /** Returns whether it may be of any type. */
  public boolean isForAll() {
    return types.isEmpty();
  }
}
