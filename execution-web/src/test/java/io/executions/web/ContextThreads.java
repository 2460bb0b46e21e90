package io.executions.web;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A server where new threads have the context of whoever asks for them, as WildFly's do, and where
 * nobody without the application's context gets one. Thread-safe.
 */
final class ContextThreads {
  private final ThreadLocal<Boolean> inApplication = ThreadLocal.withInitial(() -> false);
  private final AtomicInteger askedFor = new AtomicInteger();
  private volatile Set<Integer> refused = Set.of();

  /** Runs something in the application's context. */
  void run(Runnable work) {
    boolean before = inApplication.get();
    inApplication.set(true);
    try {
      work.run();
    } finally {
      inApplication.set(before);
    }
  }

  Thread newThread(Runnable work) {
    if (!inApplication.get()) {
      throw new IllegalStateException("Nobody's thread");
    }
    if (refused.contains(askedFor.getAndIncrement())) {
      throw new IllegalStateException("No thread for now");
    }
    return new Thread(() -> run(work));
  }

  /** Refuses some of the threads that are asked for from now on, by their numbers from 0. */
  void refuse(int... numbers) {
    int from = askedFor.get();
    refused = Arrays.stream(numbers).mapToObj(number -> from + number).collect(Collectors.toSet());
  }

  /** Returns whether all that were to be refused have been asked for. */
  boolean haveRefused() {
    return refused.stream().allMatch(number -> number < askedFor.get());
  }
}
