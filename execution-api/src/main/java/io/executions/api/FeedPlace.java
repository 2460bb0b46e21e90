package io.executions.api;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the feed of moves: behind that move of that turn of the gate. Immutable.
 *
 * @param turn the turn of the gate
 * @param index which of its moves, from 0; a turn without moves has the place 0, too
 */
public record FeedPlace(long turn, int index) implements Comparable<FeedPlace> {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})-([0-9]{1,9})");

  /** Returns the place of an event's id; empty where that is none. */
  public static Optional<FeedPlace> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new FeedPlace(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** Returns the id of an event here. */
  public String text() {
    return turn + "-" + index;
  }

  @Override
  public int compareTo(FeedPlace other) {
    int byTurn = Long.compare(turn, other.turn);
    return byTurn != 0 ? byTurn : Integer.compare(index, other.index);
  }
}
