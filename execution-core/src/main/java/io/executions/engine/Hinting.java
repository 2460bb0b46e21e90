package io.executions.engine;

import io.executions.api.NewExecution;
import io.executions.hints.Hint;
import io.executions.hints.HintWay;
import io.executions.hints.Peers;
import io.executions.store.NodeStore.Joined;
import io.executions.store.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Tells the other nodes at once what they would find at their next poll, and hears it from them,
 * from joining the cluster until leaving it. Nothing rests on that. Thread-safe.
 */
final class Hinting {
  private final EngineEnvironment environment;
  private final int spareConnections;
  private final Predicate<Hint> concerns;
  private final Runnable look;
  private final HintPace pace;
  private final List<HintReceiver> receivers = new ArrayList<>();
  private volatile HintSender sender;
  private volatile Peers peers = new Peers();
  private volatile long self;
  private volatile boolean introduced;
  private volatile HintWays ways = HintWays.NONE;

  /**
   * Makes one.
   *
   * @param spareConnections how many connections of the data source nobody keeps
   * @param concerns whether this node could claim what a hint may mean
   * @param look has the engine look
   */
  Hinting(
      EngineEnvironment environment,
      int spareConnections,
      Predicate<Hint> concerns,
      Runnable look) {
    this.environment = environment;
    this.spareConnections = spareConnections;
    this.concerns = concerns;
    this.look = look;
    this.pace = new HintPace(environment.ticker());
  }

  /** Begins, for a node that has just joined. */
  synchronized void joined(Joined node) {
    left();
    self = node.id();
    introduced = false;
    peers = new Peers();
    ways = HintWays.of(node, environment, spareConnections, peers);
    if (ways.all().isEmpty()) {
      return;
    }
    HintSender telling = new HintSender(ways.all(), node.replicated());
    telling.start(environment);
    sender = telling;
    for (HintWay way : ways.all()) {
      HintReceiver receiver = new HintReceiver(way, pace, concerns, look);
      receiver.start(environment);
      receivers.add(receiver);
    }
  }

  /** Returns how many connections of the data source this keeps. */
  int connections() {
    return ways.connections();
  }

  /** Tells of what was created and committed here, as far as it is due. */
  void created(Collection<NewExecution> executions) {
    tell(telling -> telling.say(dueTypes(executions)));
  }

  /**
   * This node's clock may be wrong: a node that is told in vain, or not at all, asks the database
   * anyway.
   */
  private static Set<String> dueTypes(Collection<NewExecution> executions) {
    Instant now = Instant.now();
    return executions.stream()
        .filter(one -> one.runAt() == null || !one.runAt().isAfter(now))
        .map(NewExecution::type)
        .collect(Collectors.toSet());
  }

  /** Tells that something may be due, of that type. */
  void due(String type) {
    tell(telling -> telling.say(Set.of(type)));
  }

  /** Tells that something may be due, of any type. */
  void anythingDue() {
    tell(HintSender::sayAnything);
  }

  private void tell(Consumer<HintSender> telling) {
    HintSender now = sender;
    if (now != null && !peers.alone()) {
      telling.accept(now);
    }
  }

  /**
   * Takes note of what the engine has seen. Nodes that are seen for the first time are told of this
   * one, so that they see it too, however long their poll interval is.
   *
   * @param claimed whether it has claimed something
   */
  void looked(Snapshot seen, boolean claimed) {
    peers.saw(seen, self);
    pace.looked(claimed);
    if (!introduced && !peers.alone()) {
      introduced = true;
      anythingDue();
    }
  }

  /** Ends, unless another node has joined meanwhile: the last one's thread may have hung. */
  synchronized void left(long node) {
    if (self == node) {
      left();
    }
  }

  private void left() {
    HintSender last = sender;
    sender = null;
    if (last != null) {
      last.close();
    }
    receivers.forEach(HintReceiver::beginClose);
    receivers.forEach(HintReceiver::close);
    receivers.clear();
    ways = HintWays.NONE;
  }
}
