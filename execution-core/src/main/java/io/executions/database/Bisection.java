package io.executions.database;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * How a transaction works on rows when the database may refuse some of them. It tries all at once,
 * then halves, and halves of halves, until only the rows are left out that the database refuses
 * even alone. Belongs to one transaction.
 */
public final class Bisection {
  private final int mostRefused;
  private final Predicate<Exception> blames;
  private int refusals;

  /** Work on some of the rows that leaves nothing behind when it fails. */
  public interface Work<T> {
    /** Does it. */
    void on(List<T> rows) throws SQLException;
  }

  /** A row that was left out, and why. */
  public record Refused<T>(T row, Exception why) {}

  /**
   * What was left out.
   *
   * @param refused what the database has refused, in its order
   * @param untried what nobody has tried: all from one row on
   */
  public record Left<T>(List<Refused<T>> refused, List<T> untried) {}

  /**
   * Makes one.
   *
   * @param mostRefused with so many refused rows the rest is left untried
   * @param blames says of a failure whether rows are to blame; any other ends the work
   */
  public Bisection(int mostRefused, Predicate<Exception> blames) {
    this.mostRefused = mostRefused;
    this.blames = blames;
  }

  /** Returns whether rows are to blame for a failure, be it that one of them is locked. */
  public static boolean isRefusedOrLocked(Exception failure) {
    return Replay.isLockTimeout(failure) || FailureKind.of(failure) == FailureKind.REFUSED;
  }

  /** Does the work, and returns what was left out. */
  public <T> Left<T> each(List<T> rows, Work<T> work) throws SQLException {
    Left<T> left = new Left<>(new ArrayList<>(), new ArrayList<>());
    if (!rows.isEmpty()) {
      halve(rows, work, left);
    }
    return left;
  }

  /** Returns whether nothing more is tried. */
  public boolean isOver() {
    return refusals >= mostRefused;
  }

  private <T> void halve(List<T> rows, Work<T> work, Left<T> left) throws SQLException {
    if (isOver()) {
      left.untried().addAll(rows);
      return;
    }
    try {
      work.on(rows);
    } catch (SQLException | RuntimeException e) {
      if (!blames.test(e)) {
        throw e;
      }
      if (rows.size() == 1) {
        refusals++;
        left.refused().add(new Refused<>(rows.get(0), e));
        return;
      }
      int half = rows.size() / 2;
      halve(rows.subList(0, half), work, left);
      halve(rows.subList(half, rows.size()), work, left);
    }
  }
}
