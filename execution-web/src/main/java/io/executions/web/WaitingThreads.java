package io.executions.web;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The threads that work for clients who wait: some that ask the database, others that send answers
 * to clients, however slowly these take them. Neither kind can hold up the other.
 *
 * <p>Not the server's executors: Payara's have one thread unless told otherwise. Each thread that
 * asks the database is from a factory of its own, since on Payara the threads of one share what the
 * server knows of their connections.
 */
final class WaitingThreads {
  private static final int ASKING = 3;
  private static final int SENDING = 64;
  private static final long IDLE_SECONDS = 10;

  private final ExecutorService asking;
  private final ExecutorService sending;

  /**
   * Makes them; none is started yet.
   *
   * @param factories gives a factory of its own at each call
   */
  WaitingThreads(Supplier<? extends ThreadFactory> factories) {
    asking = pool(ASKING, work -> factories.get().newThread(work), false);
    ThreadFactory senders = factories.get();
    sending = pool(SENDING, senders, true);
  }

  /** Returns some of the server's threads, in the context of the component that calls. */
  static WaitingThreads ofServer() {
    return new WaitingThreads(
        () -> {
          try {
            return InitialContext.<ManagedThreadFactory>doLookup(
                "java:comp/DefaultManagedThreadFactory");
          } catch (NamingException e) {
            throw new IllegalStateException("This server has no default thread factory", e);
          }
        });
  }

  private static ExecutorService pool(int threads, ThreadFactory factory, boolean leaving) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    pool.allowCoreThreadTimeOut(leaving);
    return pool;
  }

  /**
   * Runs what asks the database.
   *
   * @throws RejectedExecutionException if the threads have been ended
   */
  void ask(Runnable work) {
    asking.execute(work);
  }

  /**
   * Runs what sends an answer.
   *
   * @throws RejectedExecutionException if the threads have been ended
   */
  void send(Runnable work) {
    sending.execute(work);
  }

  /** Ends the threads; what is under way is interrupted. */
  void close() {
    asking.shutdownNow();
    sending.shutdownNow();
  }
}
