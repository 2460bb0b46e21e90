package io.executions.api.port;

import java.util.List;
import java.util.function.Consumer;

/** Port: tells which executions have ended on this node. Thread-safe. */
public interface Ends {
  /**
   * Has a listener told from now on, on a thread of the engine that it must not hold up.
   *
   * @param listener takes the ids of executions that came to a final status, after the commit
   */
  void listen(Consumer<List<Long>> listener);
}
