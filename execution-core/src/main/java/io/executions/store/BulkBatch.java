package io.executions.store;

import io.executions.api.BulkState;
import io.executions.api.BulkVerb;
import io.executions.api.ExecutionStatus;
import io.executions.api.port.Caller;
import io.executions.database.Bisection;
import io.executions.database.Savepoints;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One transaction of a bulk, whose row it has locked: some executions, by ascending id, and how far
 * the bulk has come with them.
 */
final class BulkBatch {
  /** A batch with so many refused rows takes no longer than one without. */
  private static final int MOST_REFUSED = 50;

  /** How often a row that others hold is tried again, each time after twice as long. */
  static final int MOST_TRIES = 6;

  private static final long FIRST_PAUSE = 500_000L;

  private static final String LOCK =
      """
      SELECT %s, CASE WHEN {conditions} THEN 1 ELSE 0 END AS fits
        FROM execution WHERE id IN ({ids}) ORDER BY id FOR UPDATE SKIP LOCKED
      """
          .formatted(PersonMoves.COLUMNS);

  private static final String WRITE =
      """
      UPDATE execution_bulk
         SET state = ?, finished_at = ?, place = ?, part = ?, taken = ?, parts = ?, matched = ?,
             done = ?, skipped = ?, failed = ?, error_message = ?
       WHERE id = ? AND fence = ?
      """;

  private final Sql sql;
  private final BulkRow bulk;
  private final int most;
  private final Optional<String> passBy;
  private final BulkParts parts;
  private final PersonMoves moves;
  private final List<Move> made = new ArrayList<>();
  private final long now;
  private boolean asked;
  private int held;
  private BulkCounts counts;
  private Optional<BulkWalk.Place> place;
  private int part;
  private int taken;
  private int partCount;

  /**
   * Makes one.
   *
   * @param most so many executions at most
   * @param passBy why they are not even tried, but counted as failed; empty where they are
   */
  BulkBatch(Sql sql, BulkRow bulk, int most, Optional<String> passBy) throws SQLException {
    this.sql = sql;
    this.bulk = bulk;
    this.most = most;
    this.passBy = passBy;
    this.parts = new BulkParts(sql, bulk.id());
    this.moves = new PersonMoves(sql, bulk.by(), Caller.shortened(bulk.by()));
    this.now = sql.number("SELECT {now}");
    this.counts = bulk.counts();
    this.place = bulk.place();
    this.part = bulk.part();
    this.taken = bulk.taken();
    this.partCount = bulk.parts();
  }

  BulkStep run() throws SQLException {
    if (place.isPresent()) {
      walk(place.get());
    } else if (part < partCount) {
      BulkParts.Part next = parts.read(part + 1);
      if (next.notBefore() > now) {
        return BulkStep.waiting(bulk.toBulk(List.of()), next.notBefore() - now);
      }
      take(next);
    } else {
      return write(BulkState.COMPLETED);
    }
    return write(BulkState.RUNNING);
  }

  private void walk(BulkWalk.Place from) throws SQLException {
    BulkWalk.Found all = new BulkWalk(bulk.scope(), sql).behind(from, most);
    List<Long> ids = fitting(all.found().stream().map(BulkWalk.Place::id).toList());
    place =
        ids.size() < all.found().size() ? Optional.of(all.found().get(ids.size() - 1)) : all.next();
    counts = counts.met(ids.size());
    act(ids, 0);
  }

  private void take(BulkParts.Part next) throws SQLException {
    int end = Math.min(next.ids().size(), taken + most);
    List<Long> ids = fitting(next.ids().subList(taken, end));
    taken += ids.size();
    if (taken == next.ids().size()) {
      part++;
      taken = 0;
      if (next.tries() > 0) {
        parts.remove(part);
      }
    }
    act(ids, next.tries());
  }

  /** What is removed is bounded in bytes, too. */
  private List<Long> fitting(List<Long> ids) throws SQLException {
    return bulk.verb() == BulkVerb.DELETE ? ids.subList(0, new Removal(sql).fitting(ids)) : ids;
  }

  private void act(List<Long> ids, int tries) throws SQLException {
    if (passBy.isPresent()) {
      counts = counts.failed(ids.size(), passBy.get());
      return;
    }
    List<PersonMoves.Row> rows = lock(ids, tries);
    Bisection.Left<PersonMoves.Row> left =
        new Bisection(MOST_REFUSED, Bisection::isRefusedOrLocked)
            .each(rows, some -> Savepoints.run(sql, () -> move(some)));
    int refused = left.refused().size();
    counts = counts.did(rows.size() - left.untried().size() - refused - held);
    counts = counts.passedBy(held);
    if (refused > 0) {
      String why = left.refused().get(0).why().getMessage();
      counts = counts.failed(refused, "The database refused it: " + why);
    }
    again(left.untried().stream().map(PersonMoves.Row::id).toList(), Math.max(1, tries), now);
  }

  /** Returns the rows to which it can be done; others are skipped, or tried again later. */
  private List<PersonMoves.Row> lock(List<Long> ids, int tries) throws SQLException {
    Set<Long> free = new HashSet<>();
    List<PersonMoves.Row> rows = new ArrayList<>();
    if (!ids.isEmpty()) {
      List<Long> some = Sql.padded(ids);
      Conditions conditions = bulk.scope().conditions();
      sql.list(
          Sql.withIds(LOCK, some).replace("{conditions}", conditions.sql()),
          row -> {
            PersonMoves.Row read = PersonMoves.Row.read(row);
            free.add(read.id());
            return row.getInt("fits") == 1 && isToBeMoved(read) && rows.add(read);
          },
          conditions.valuesBefore(some));
    }
    List<Long> locked = there(ids.stream().filter(id -> !free.contains(id)).toList());
    counts = counts.passedBy(ids.size() - rows.size() - locked.size());
    again(locked, tries + 1, now + (FIRST_PAUSE << tries));
    return rows;
  }

  private boolean isToBeMoved(PersonMoves.Row row) {
    return bulk.verb() != BulkVerb.CANCEL || row.isToBeCancelled();
  }

  /** Returns those that there are: others hold their locks. */
  private List<Long> there(List<Long> ids) throws SQLException {
    return ids.isEmpty()
        ? ids
        : sql.list(
            Sql.withIds("SELECT id FROM execution WHERE id IN ({ids}) ORDER BY id", ids),
            row -> row.getLong(1),
            ids.toArray());
  }

  private void again(List<Long> ids, int tries, long notBefore) throws SQLException {
    if (tries > MOST_TRIES) {
      counts = counts.failed(ids.size(), "Others kept it locked");
    } else if (!ids.isEmpty()) {
      parts.add(++partCount, new BulkParts.Part(tries, notBefore, ids));
    }
  }

  private void move(List<PersonMoves.Row> rows) throws SQLException {
    switch (bulk.verb()) {
      case CANCEL -> made.addAll(moves.cancel(rows));
      case RETRY -> retry(rows);
      case DELETE ->
          new Removal(sql)
              .remove(
                  rows.stream()
                      .map(row -> new Removal.Ended(row.id(), row.type(), row.status()))
                      .toList());
    }
    asked |= rows.stream().anyMatch(row -> row.status() == ExecutionStatus.RUNNING);
  }

  /** Whose unique key another one has is passed by. */
  private void retry(List<PersonMoves.Row> rows) throws SQLException {
    Set<Long> withoutKey = moves.takeKeys(rows).keySet();
    List<PersonMoves.Row> retried =
        rows.stream().filter(row -> !withoutKey.contains(row.id())).toList();
    if (!retried.isEmpty()) {
      made.addAll(moves.retry(retried));
    }
    held += withoutKey.size();
  }

  private BulkStep write(BulkState state) throws SQLException {
    Long finishedAt = state == BulkState.RUNNING ? null : (Long) now;
    int changed =
        sql.update(
            WRITE,
            state.jsonName(),
            finishedAt,
            place.map(BulkWalk.Place::text).orElse(null),
            part,
            taken,
            partCount,
            counts.matched(),
            counts.done(),
            counts.skipped(),
            counts.failed(),
            counts.error().orElse(null),
            bulk.id(),
            bulk.fence());
    if (changed != 1) {
      throw new SQLException("Bulk %d was locked, but is not there".formatted(bulk.id()));
    }
    return new BulkStep(bulk.moved(state, now, place, counts).toBulk(List.of()), made, asked, 0);
  }
}
