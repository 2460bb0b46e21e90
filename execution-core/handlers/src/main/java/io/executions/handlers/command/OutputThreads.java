package io.executions.handlers.command;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that read what commands print, two for each that runs. Thread-safe. */
final class OutputThreads implements Executor, AutoCloseable {
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          OutputThreads::daemon);

  @Override
  public void execute(Runnable reader) {
    threads.execute(reader);
  }

  /** Lets those that read go on to their end. */
  @Override
  public void close() {
    threads.shutdown();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "execution-command-output");
    thread.setDaemon(true);
    return thread;
  }
}
