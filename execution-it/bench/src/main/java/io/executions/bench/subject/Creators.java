package io.executions.bench.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Threads that create one after the other. */
final class Creators {
  private final Subject subject;
  private final ThreadFactory threads;

  Creators(Subject subject, ThreadFactory threads) {
    this.subject = subject;
    this.threads = threads;
  }

  /** Creates for so long and returns how many a second. */
  double measure(int count, int millis) throws Exception {
    CountDownLatch ready = new CountDownLatch(count);
    List<FutureTask<Long>> creators = new ArrayList<>();
    long[] begin = new long[1];
    CountDownLatch started = new CountDownLatch(1);
    for (int i = 0; i < count; i++) {
      FutureTask<Long> creator =
          new FutureTask<>(
              () -> {
                ready.countDown();
                started.await();
                return createUntil(begin[0] + TimeUnit.MILLISECONDS.toNanos(millis));
              });
      creators.add(creator);
      threads.newThread(creator).start();
    }
    ready.await();
    begin[0] = System.nanoTime();
    started.countDown();
    long created = 0;
    for (FutureTask<Long> creator : creators) {
      created += creator.get();
    }
    return created * 1e9 / (System.nanoTime() - begin[0]);
  }

  private long createUntil(long end) throws Exception {
    long created = 0;
    while (System.nanoTime() < end) {
      subject.create(Work.NOTHING);
      created++;
    }
    return created;
  }
}
