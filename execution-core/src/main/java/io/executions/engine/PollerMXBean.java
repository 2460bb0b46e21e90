package io.executions.engine;

import java.util.Date;

/**
 * This node's poller as JMX shows it, on every server, under {@code
 * io.executions:type=Poller,application=NAME}. What has no value is null. Thread-safe.
 */
public interface PollerMXBean {
  /** Returns whether this node polls. */
  boolean isInitialized();

  /** Returns whether this node claims nothing more and lets its handlers finish. */
  boolean isDraining();

  /** Returns this node's name in the cluster, once it has joined. */
  String getNode();

  /** Returns how many executions run here. */
  int getRunning();

  /** Returns how often this node asks for work, in milliseconds. */
  long getPollIntervalMillis();

  /** Returns when this node last asked for work, by its own clock. */
  Date getLastPollAt();

  /** Returns how long that took, in milliseconds. */
  Long getLastPollMillis();

  /** Returns when the timer is due next, by this node's clock; null while it is suspended. */
  Date getNextPollAt();

  /** Returns whether the timer stands still, as when it was suspended in the server's console. */
  boolean isTimerSuspended();

  /** Returns what went wrong at the last poll; null when it went well. */
  String getLastError();

  /** Returns whether requests are answered, as far as somebody looks after that. */
  boolean isAnswering();

  /** Says whether they are: the launcher of the runnable JAR asks for something all the time. */
  void setAnswering(boolean answering);

  /** Returns whether files of the application are missing, so that it can answer little. */
  boolean isMissingFiles();

  /**
   * Returns whether the file of an embedded database that was open is in use for good, so that only
   * another start of this process can open it again.
   */
  boolean isDatabaseLost();

  /** Returns whether the database cannot be used as it is until a person changes something. */
  boolean isDatabaseUnfit();

  /** Asks for work now. */
  void poll();

  /** Starts polling, as at deployment; does nothing when this node polls. */
  void initialize();

  /** Stops polling and returns when handlers have finished or their grace is over. */
  void shutdown();

  /**
   * Shuts down, then lets requests under way be answered and refuses further ones for good: for use
   * only before the process ends.
   *
   * @return whether all of them have been answered; the others wait for a database that hangs
   */
  boolean leave();
}
