package io.executions.engine;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Threads of the server, each from a factory of its own: on Payara, threads of one factory share
 * what the server knows of their component, so that one would enlist the connections of another.
 */
final class ManagedThreads implements ThreadFactory {
  private final List<ManagedThreadFactory> factories = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();

  /** Takes the factories; must be called in the component whose context the threads are to have. */
  ManagedThreads(int count) {
    try {
      for (int i = 0; i < count; i++) {
        factories.add(InitialContext.doLookup("java:comp/DefaultManagedThreadFactory"));
      }
    } catch (NamingException e) {
      throw new IllegalStateException("This server has no default thread factory", e);
    }
  }

  @Override
  public Thread newThread(Runnable work) {
    int turn = Math.floorMod(next.getAndIncrement(), factories.size());
    return factories.get(turn).newThread(work);
  }
}
