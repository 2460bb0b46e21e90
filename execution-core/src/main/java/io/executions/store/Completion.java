package io.executions.store;

import io.executions.api.ExecutionStatus;
import io.executions.api.PermanentFailureException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Collections;

/**
 * The completion of a transactional handler: in the handler's own transaction, so that its work and
 * the status commit together.
 */
@ApplicationScoped
public class Completion {
  private static final String COMPLETE =
      """
      UPDATE execution
         SET status = 'completed', output = ?, output_bytes = ?, error_message = NULL, finished_at = {now},
             node_id = NULL, overdue = FALSE
       WHERE id = ? AND attempt = ? AND status = 'running' AND node_id = ?
      """;

  private final Transaction transaction;

  /** For the proxy only. */
  protected Completion() {
    this(null);
  }

  @Inject
  Completion(Transaction transaction) {
    this.transaction = transaction;
  }

  /**
   * Completes the attempt if it still holds.
   *
   * @return whether it held; if not, roll back
   * @throws PermanentFailureException if the database cannot take the output
   */
  public boolean complete(ClaimedExecution claimed, long nodeId, String output)
      throws PermanentFailureException {
    Text text = Text.of(output);
    Packet packet = transaction.sql(sql -> Packet.forTexts(sql, Collections.singleton(text)));
    if (!packet.takes(text)) {
      throw new PermanentFailureException(packet.refusal("output", text));
    }
    return transaction.sql(sql -> complete(sql, claimed, nodeId, text));
  }

  private static boolean complete(Sql sql, ClaimedExecution claimed, long nodeId, Text output)
      throws SQLException {
    String value = output == null ? null : output.value();
    Long bytes = output == null ? null : output.bytes();
    if (sql.update(COMPLETE, value, bytes, claimed.id(), claimed.attempt(), nodeId) != 1) {
      return false;
    }
    new Totals(sql).leaveDelta(claimed.type(), ExecutionStatus.COMPLETED, 1);
    return true;
  }
}
