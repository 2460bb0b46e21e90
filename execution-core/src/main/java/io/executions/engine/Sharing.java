package io.executions.engine;

import io.executions.store.Gate;
import io.executions.store.QueueTurns;
import io.executions.store.Want;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How many executions a node may claim in one transaction so that others keep their share of the
 * limit, and whether the node says that it wants more itself. It says so if others have all the
 * slots, or if one of them has at least two more than it has. Where all have their share, give or
 * take one, nobody says anything.
 */
final class Sharing {
  /**
   * Where there are fewer slots than nodes, a node gives its slot up at the first end after so
   * long.
   */
  private static final Duration TURN = Duration.ofMillis(250);

  private final Gate gate;
  private final Plan plan;
  private final NodeCapacity capacity;
  private final int running;
  private final ShareState before;
  private final QueueTurns turns;
  private List<Want> others = List.of();
  private boolean heldBack;
  private int most;

  /**
   * Makes one, when all is settled that has ended.
   *
   * @param before how the node stood before
   */
  Sharing(Pass pass, ShareState before, QueueTurns turns) {
    this.gate = pass.gate();
    this.plan = pass.plan();
    this.capacity = plan.capacity();
    this.running = capacity.running() - pass.over().size();
    this.before = before;
    this.turns = turns;
  }

  /** Returns how many the node may claim. */
  int most() throws SQLException {
    int fits = Math.min(capacity.most(), gate.room());
    if (fits > 0 && gate.wanted()) {
      others = gate.wants().ofOthers(self());
    }
    most = Math.min(fits, Share.of(gate.room(), mine(), others));
    heldBack = most < fits;
    return most;
  }

  private Want mine() {
    boolean first = running > 0 || before.turnSince().isPresent() && !turnIsOver();
    long since = first ? Long.MIN_VALUE : before.wantsSince().orElse(gate.now());
    return new Want(self(), running, capacity.most(), since);
  }

  private boolean turnIsOver() {
    long lasted = gate.now() - before.turnSince().getAsLong();
    return lasted < 0 || lasted > TURN.toNanos() / 1000;
  }

  /** Says what the node wants after its claims. */
  ShareState after(int claimed) throws SQLException {
    if (capacity.most() == 0) {
      return ShareState.NOTHING;
    }
    int has = running + claimed;
    boolean more = claimed == most && most < capacity.most();
    boolean asks = more && (capacity.asks() || heldBack || before.wants() && claimed > 0);
    OptionalLong since = before.wantsSince();
    if (asks) {
      since = want(has, capacity.most() - claimed);
    } else if (!more && before.wants()) {
      since = nothing();
    }
    OptionalLong turn = OptionalLong.empty();
    if (has > 0) {
      turn = OptionalLong.of(before.turnSince().orElse(gate.now()));
    }
    return new ShareState(since, turn, heldBack, near(since), asks);
  }

  private OptionalLong want(int has, int idle) throws SQLException {
    int most = Math.min(idle, half());
    int slots = lacks(has) ? gate.pending().due(most, capacity.types(), turns, Set.of()).size() : 0;
    if (slots == 0) {
      return nothing();
    }
    long since = before.wantsSince().orElse(gate.now());
    gate.wants().say(self(), slots, since);
    return OptionalLong.of(since);
  }

  private boolean lacks(int has) throws SQLException {
    return has == 0 || has < half() && gate.wants().mostElsewhere(self()) >= has + 2;
  }

  private OptionalLong nothing() throws SQLException {
    if (before.wants()) {
      gate.wants().takeBack(self());
    }
    return OptionalLong.empty();
  }

  /** Nodes far behind need not look as often as those whose turn is next. */
  private boolean near(OptionalLong since) throws SQLException {
    if (since.isEmpty() || !gate.wanted()) {
      return true;
    }
    if (others.isEmpty()) {
      others = gate.wants().ofOthers(self());
    }
    long ahead = others.stream().filter(want -> want.since() < since.getAsLong()).count();
    return ahead < plan.snapshot().limit();
  }

  private int half() {
    return Share.half(plan.snapshot().limit());
  }

  private long self() {
    return plan.self().id();
  }
}
