package io.executions.api.port;

import java.util.List;
import java.util.function.Consumer;

/** Port: tells what this node has moved, and which executions have ended on it. Thread-safe. */
public interface Ends {
  /**
   * Has a listener told from now on, on a thread of the engine that it must not hold up.
   *
   * @param listener takes the ids of executions that came to a final status, after the commit
   */
  void listen(Consumer<List<Long>> listener);

  /**
   * Has somebody told whenever this node may have moved something, after the commit, or has written
   * down what others moved; on threads that they must not hold up.
   */
  void whenMoved(Runnable listener);
}
