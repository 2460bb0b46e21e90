package io.executions.engine;

import io.executions.store.Created;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What was created on this node and is still to be told to those who listen, while there are such.
 * It costs the creation nothing: this node's next transaction behind the gate tells it with what it
 * moves. So it may come late, and is lost with the node, or where too many wait. Thread-safe.
 */
final class CreatedHere {
  static final int MOST = 1000;

  private final List<Created> waiting = new ArrayList<>();
  private boolean listened;

  /** Says whether somebody listens. */
  synchronized void listened(boolean now) {
    listened = now;
    if (!now) {
      waiting.clear();
    }
  }

  /** Asks for what was created only if somebody listens. */
  synchronized void add(Supplier<List<Created>> created) {
    if (listened) {
      created.get().stream().limit(MOST - waiting.size()).forEach(waiting::add);
    }
  }

  /** Returns what is to be told, oldest first. */
  synchronized List<Created> waiting() {
    return List.copyOf(waiting);
  }

  /** Forgets the oldest ones, which have been told. */
  synchronized void told(int count) {
    waiting.subList(0, Math.min(count, waiting.size())).clear();
  }
}
