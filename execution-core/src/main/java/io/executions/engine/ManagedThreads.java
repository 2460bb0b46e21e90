package io.executions.engine;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Threads of the server, each from a factory that no other living thread is from: on Payara,
 * threads of one factory share what the server knows of their component, so that one would enlist
 * the connections of another. Thread-safe.
 */
final class ManagedThreads implements ThreadFactory {
  private final Queue<ManagedThreadFactory> free = new ConcurrentLinkedQueue<>();

  /** Serves when all others are in use, as for many cancel actions at once. */
  private final ManagedThreadFactory spare;

  /** Takes the factories; must be called in the component whose context the threads are to have. */
  ManagedThreads(int count) {
    spare = lookUp();
    for (int i = 0; i < count; i++) {
      free.add(lookUp());
    }
  }

  @Override
  public Thread newThread(Runnable work) {
    ManagedThreadFactory factory = free.poll();
    if (factory == null) {
      return spare.newThread(work);
    }
    return factory.newThread(
        () -> {
          try {
            work.run();
          } finally {
            free.add(factory);
          }
        });
  }

  private static ManagedThreadFactory lookUp() {
    try {
      return InitialContext.doLookup("java:comp/DefaultManagedThreadFactory");
    } catch (NamingException e) {
      throw new IllegalStateException("This server has no default thread factory", e);
    }
  }
}
