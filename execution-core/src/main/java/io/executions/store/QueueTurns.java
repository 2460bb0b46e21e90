package io.executions.store;

import io.executions.api.NewExecution;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a node remembers of the queues between its transactions: in which anything is due, and which
 * of them had its turn last. Nothing rests on it but who is asked, and who is first among equals.
 * Not thread-safe.
 */
public final class QueueTurns {
  /** For so long it holds in which queues anything is due, unless something else is told. */
  private static final long ASKS_AGAIN = Duration.ofMillis(250).toNanos() / 1000;

  private final Set<String> served;
  private final Map<String, Long> turns = new HashMap<>();
  private List<Line> lines = List.of();
  private boolean known;
  private boolean several;
  private boolean putOff;
  private long askedAt = Long.MIN_VALUE;
  private long turn;

  /**
   * Makes one.
   *
   * @param served the queues that the node serves; all of them if empty
   */
  public QueueTurns(Collection<String> served) {
    this.served = Set.copyOf(served);
    this.several = !this.served.isEmpty();
  }

  /** Returns whether other queues than the default one are in use. */
  boolean several() {
    return several;
  }

  /**
   * Returns whether it is known in which queues anything is due.
   *
   * @param now the database's time, in microseconds
   */
  boolean known(long now) {
    return known && now >= askedAt && now - askedAt <= ASKS_AGAIN;
  }

  /**
   * Returns whether to ask for other queues, where only the default one was in use. Where something
   * is due there it is asked by the next transaction, so that what was created alone starts at
   * once.
   *
   * @param nothing whether nothing is due there
   * @param now the database's time, in microseconds
   */
  boolean isToAsk(boolean nothing, long now) {
    boolean late = now < askedAt || now - ASKS_AGAIN > askedAt;
    boolean asks = nothing || late && putOff;
    putOff = late && !asks;
    return asks;
  }

  /** Takes note of the lines in which anything is due. */
  void saw(List<Line> due, long now) {
    lines = due.stream().filter(line -> serves(line.queue())).toList();
    several =
        !served.isEmpty()
            || lines.stream().anyMatch(line -> !line.queue().equals(NewExecution.DEFAULT_QUEUE));
    known = true;
    askedAt = now;
  }

  /** Returns the lines in which anything was due when it was asked last. */
  List<Line> lines() {
    return lines;
  }

  /** Returns those of the lines that hold executions of these types. */
  List<Line> lines(Collection<String> types) {
    return lines.stream().filter(line -> types.contains(line.type())).toList();
  }

  /** Returns the queues in which anything was due when it was asked last. */
  public Set<String> waiting() {
    return lines.stream().map(Line::queue).collect(Collectors.toSet());
  }

  /** Returns whether the node serves that queue. */
  public boolean serves(String queue) {
    return served.isEmpty() || served.contains(queue);
  }

  /** Returns a number that is the smaller the longer ago that queue had its turn. */
  long last(String queue) {
    return turns.getOrDefault(queue, 0L);
  }

  /** Takes note of what was claimed, in its order. */
  public void claimed(List<ClaimedExecution> executions) {
    executions.forEach(each -> turns.put(each.lane().queue(), ++turn));
  }

  /** Takes note that anything may be due in other queues now. */
  public void forget() {
    known = false;
  }
}
