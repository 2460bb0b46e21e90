package io.executions.bench.subject;

/**
 * Something that runs work durably, as the benchmark sees it. It begins held: what is created waits
 * until {@link #go}. Creations may come from several threads at once, all else from one.
 */
public interface Subject extends AutoCloseable {
  /** Returns whether it takes work. */
  boolean ready() throws Exception;

  /** Sets how many may run at once, where that can be chosen while it runs. */
  default void limit(int most) throws Exception {
    throw new UnsupportedOperationException("It has no limit that can be changed");
  }

  /** Lets this process start nothing more, while others of its cluster go on. */
  default void drain() throws Exception {
    hold();
  }

  /**
   * Has so many transactions of a caller.
   *
   * @param creations how many each creates
   */
  default void transactions(int count, int creations) throws Exception {
    throw new UnsupportedOperationException("It joins no transaction");
  }

  /** Creates one and returns when it is committed. */
  void create(Work work) throws Exception;

  /** Creates many in its quickest way, while it is held. */
  void fill(Work work, int count) throws Exception;

  /** Starts to run what waits. */
  void go() throws Exception;

  /** Starts nothing more until {@link #go}. */
  void hold() throws Exception;

  /** Returns how many have been created and have not ended, as its database knows it. */
  long open() throws Exception;

  @Override
  void close() throws Exception;
}
