package io.executions.hints;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * A way by which hints get from node to node. It opens itself when it is used, also after it was
 * closed. One thread may send while another one receives and closes.
 */
public interface HintWay extends AutoCloseable {
  /** Tells the other nodes, as far as they can be reached. */
  void send(Hint hint) throws IOException, SQLException;

  /**
   * Waits for a hint of another node.
   *
   * @param most how long; it may be less
   * @throws UnsuitableWayException if none will ever come this way
   */
  Optional<Hint> receive(Duration most) throws IOException, SQLException;

  /** Returns whether hints are known to arrive. */
  boolean hears();

  /** Gives back what it holds. */
  @Override
  void close();

  /** Returns how the hints come, for the log. */
  @Override
  String toString();
}
