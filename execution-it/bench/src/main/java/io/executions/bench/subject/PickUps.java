package io.executions.bench.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Creates one at a time while nothing else goes on, and sees when it starts here. */
final class PickUps {
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(1);

  private final Subject subject;

  PickUps(Subject subject) {
    this.subject = subject;
  }

  /**
   * Returns the microseconds from each creation's commit to its start, zero where the run overtook
   * the answer to the creation; at most so many and for so long.
   */
  String measure(int samples, int millis) throws Exception {
    List<Long> micros = new ArrayList<>();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (micros.size() < samples && System.nanoTime() < end) {
      Thread.sleep(ThreadLocalRandom.current().nextInt(10, 40));
      micros.add(Math.max(0, one() / 1000));
    }
    return micros.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private long one() throws Exception {
    long before = Work.runs();
    subject.create(Work.NOTHING);
    long created = System.nanoTime();
    while (Work.runs() == before) {
      LockSupport.parkNanos(100_000);
      if (System.nanoTime() - created > PATIENCE) {
        throw new IllegalStateException("It was never picked up");
      }
    }
    return Work.lastStart() - created;
  }
}
