package io.executions.bench;

import io.executions.bench.subject.Work;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Executions a second beside a long history and many pending executions, and without them. */
final class History {
  private static final long LEAST_PENDING = 100_000;

  private final Turn turn;
  private final Filling filling;
  private final long ended;
  private final long pending;

  private History(Turn turn) {
    this.turn = turn;
    filling = new Filling(turn.database(), turn.url());
    ended = turn.plan().rows();
    pending = Math.max(LEAST_PENDING, ended / 10);
  }

  static void beside(Turn turn) throws IOException, InterruptedException, SQLException {
    if (turn.contender().limited()) {
      turn.newDatabase();
      new History(turn).measure();
      turn.newDatabase();
    }
  }

  private void measure() throws IOException, InterruptedException, SQLException {
    Map<Integer, Window> empty = new HashMap<>();
    for (int limit : turn.plan().limits()) {
      turn.node().ask("limit", limit);
      Window window = turn.throughput(1).measure(Work.NOTHING);
      empty.put(limit, window);
      turn.add("limit %d, nothing besides".formatted(limit), window.values());
    }
    filling.addCompleted(ended);
    filling.addWaiting(pending / 2);
    for (int limit : turn.plan().limits()) {
      filling.addDue(pending / 2 - Math.min(pending / 2, due()));
      turn.database().settle(turn.url());
      turn.node().ask("limit", limit);
      Window window =
          new LastingBacklog(turn.node(), turn.database(), turn.plan()).measure(pending / 2);
      Map<String, Double> values = window.values();
      values.put("of nothing besides", window.rate() / empty.get(limit).rate());
      turn.add("limit %d, %,d ended and %,d pending".formatted(limit, ended, pending), values);
    }
  }

  private long due() throws SQLException {
    return Database.number(turn.url(), "SELECT COUNT(*) FROM execution WHERE holder = -2");
  }
}
