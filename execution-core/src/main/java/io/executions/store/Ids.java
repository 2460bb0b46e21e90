package io.executions.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Ids for new executions, taken from the sequence in blocks. By hand, because JPA's providers
 * disagree on whether a sequence's value begins or ends a block. Thread-safe.
 */
@ApplicationScoped
class Ids {
  /** What the sequence is incremented by. */
  private static final int BLOCK = 50;

  private long next;
  private long end;

  /**
   * Returns so many ids that nobody else has or will get, ascending where they are of one block.
   */
  synchronized List<Long> take(Sql sql, int count) throws SQLException {
    List<Long> ids = new ArrayList<>(count);
    while (ids.size() < count) {
      if (next == end) {
        next = sql.number("SELECT NEXT VALUE FOR execution_seq");
        end = next + BLOCK;
      }
      ids.add(next++);
    }
    return ids;
  }
}
