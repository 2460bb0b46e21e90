package io.executions.store;

import io.executions.api.NewExecution;
import io.executions.database.Sql;
import io.executions.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The queues whose keys take turns, as they were at most five seconds ago: many creations ask
 * rarely. What is created meanwhile is put in turn by the claim that meets it. Thread-safe.
 */
@ApplicationScoped
class FairQueueNames {
  private static final Duration HOLDS = Duration.ofSeconds(5);

  private final Supplier<Set<String>> ask;
  private final LongSupplier ticker;
  private volatile Known known;

  private record Known(Set<String> names, long at) {}

  /** For the proxy only. */
  protected FairQueueNames() {
    this((Supplier<Set<String>>) null, null);
  }

  @Inject
  FairQueueNames(Transaction transaction) {
    this(() -> transaction.sql(FairQueueNames::read), System::nanoTime);
  }

  /**
   * Makes one.
   *
   * @param ticker monotonic nanoseconds
   */
  FairQueueNames(Supplier<Set<String>> ask, LongSupplier ticker) {
    this.ask = ask;
    this.ticker = ticker;
  }

  static Set<String> read(Sql sql) throws SQLException {
    return Set.copyOf(
        sql.list("SELECT name FROM execution_queue WHERE fair = TRUE", row -> row.getString(1)));
  }

  /** Returns whether it takes turns with those of other keys. */
  boolean have(NewExecution execution) {
    return execution.concurrencyKey() != null && have(names(), execution);
  }

  static boolean have(Set<String> names, NewExecution execution) {
    String queue = execution.queue();
    return execution.concurrencyKey() != null
        && names.contains(queue == null ? NewExecution.DEFAULT_QUEUE : queue);
  }

  /** Takes note that a queue was set just now. */
  void changed() {
    known = null;
  }

  private Set<String> names() {
    Known last = known;
    long now = ticker.getAsLong();
    if (last == null || now - last.at() >= HOLDS.toNanos()) {
      last = new Known(ask.get(), now);
      known = last;
    }
    return last.names();
  }
}
