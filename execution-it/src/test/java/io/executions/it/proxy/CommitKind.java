package io.executions.it.proxy;

/** What is committed, told by a text within one of its statements. */
public enum CommitKind {
  CREATION("INSERT INTO execution "),
  CLAIM("SET status = 'running',"),
  SETTLE("run_at = COALESCE("),
  COMPLETION("SET status = 'completed',"),
  BEAT("SET beat = beat + 1"),
  /** Whatever ends with a statement of its own, not what commits by itself. */
  TRANSACTION("COMMIT");

  private final String text;

  CommitKind(String text) {
    this.text = text;
  }

  boolean isOf(String sql) {
    return this == TRANSACTION ? sql.equals(text) : sql.contains(text);
  }
}
