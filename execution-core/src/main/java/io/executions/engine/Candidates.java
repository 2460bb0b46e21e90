package io.executions.engine;

import io.executions.store.Due;
import java.util.List;

/**
 * The executions that may be claimed when a transaction begins.
 *
 * @param asked how many there would be room for
 * @param head the first ones to be claimed, as far as there is memory for them
 * @param cut whether there was no memory for more of them
 */
record Candidates(int asked, List<Due> head, boolean cut) {
  static final Candidates NONE = new Candidates(0, List.of(), false);

  /** Returns the first ones of them. */
  List<Due> first(int most) {
    return head.subList(0, Math.min(most, head.size()));
  }

  /** Returns whether others may stand behind them. */
  boolean isFull() {
    return head.size() == asked;
  }

  List<Long> ids() {
    return head.stream().map(Due::id).toList();
  }
}
