package io.executions.service;

import io.executions.api.NewExecution;
import io.executions.store.Cluster;
import io.executions.store.TypeQueues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Says which queue an execution goes into that names none. What handlers say is asked of the
 * database every five seconds at most, so that many creations ask rarely. Thread-safe.
 */
@ApplicationScoped
class QueueOfType {
  private static final Duration HOLDS = Duration.ofSeconds(5);

  private final Supplier<TypeQueues> ask;
  private final LongSupplier ticker;
  private volatile Known known;

  private record Known(TypeQueues queues, long at) {}

  /** For the proxy only. */
  protected QueueOfType() {
    ask = null;
    ticker = null;
  }

  @Inject
  QueueOfType(DatabaseCall database, Cluster cluster) {
    this(() -> database.call(cluster::queues), System::nanoTime);
  }

  QueueOfType(Supplier<TypeQueues> ask, LongSupplier ticker) {
    this.ask = ask;
    this.ticker = ticker;
  }

  /** Returns the executions, each with its queue. */
  List<NewExecution> place(List<NewExecution> executions) {
    if (executions.stream().noneMatch(one -> one.queue() == null)) {
      return executions;
    }
    TypeQueues queues = queues();
    return executions.stream().map(queues::place).toList();
  }

  private TypeQueues queues() {
    Known last = known;
    long now = ticker.getAsLong();
    if (last == null || now - last.at() >= HOLDS.toNanos()) {
      last = new Known(ask.get(), now);
      known = last;
    }
    return last.queues();
  }
}
