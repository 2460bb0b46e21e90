package io.executions.it.proxy;

import java.util.Locale;

/** Tells from the statements of one connection which of them commits what was chosen. */
final class CommitReader {
  private boolean inTransaction;
  private boolean begun;
  private boolean chosen;

  /** Returns whether that statement commits something of the kind, by itself or with others. */
  boolean commits(String statement, CommitKind kind) {
    String sql = statement.strip().replaceAll("\\s+", " ");
    String word = sql.toLowerCase(Locale.ROOT).replace(" ", "");
    if (word.startsWith("setautocommit=")) {
      inTransaction = word.endsWith("0");
    } else if (word.equals("begin")) {
      begun = true;
    }
    chosen |= kind != null && kind.isOf(sql);
    boolean commits = inTransaction || begun ? word.equals("commit") : chosen;
    boolean commitsChosen = commits && chosen;
    if (commits || word.equals("rollback")) {
      begun = false;
      chosen = false;
    }
    return commitsChosen;
  }
}
