package io.executions.store;

import io.executions.api.Attempt;
import io.executions.api.AttemptOutcome;
import io.executions.database.Micros;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;

/**
 * An attempt that did not complete. An attempt that is running or completed has no row of its own:
 * the execution's row has it all.
 */
@Entity(name = "Attempt")
@Table(name = "execution_attempt")
@IdClass(AttemptEntity.Key.class)
class AttemptEntity {
  /** The primary key; as JPA wants it, with setters left to field access. */
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    private long executionId;
    private int attempt;

    protected Key() {}

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && key.executionId == executionId && key.attempt == attempt;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(executionId) * 31 + attempt;
    }
  }

  @Id
  @Column(name = "execution_id")
  private long executionId;

  @Id private int attempt;

  private String node;

  @Column(name = "started_at")
  private long startedAt;

  @Column(name = "finished_at")
  private long finishedAt;

  private String outcome;

  @Column(name = "error_message")
  private String errorMessage;

  @Column(name = "error_detail", length = Integer.MAX_VALUE)
  private String errorDetail;

  protected AttemptEntity() {}

  /** Returns the attempt, which has put out what is found there by its number. */
  Attempt toAttempt(Map<Integer, String> outputs) {
    return new Attempt(
        attempt,
        node,
        Micros.toInstant(startedAt),
        Optional.of(Micros.toInstant(finishedAt)),
        Optional.of(AttemptOutcome.fromJsonName(outcome)),
        Optional.ofNullable(errorMessage),
        Optional.ofNullable(errorDetail),
        Optional.ofNullable(outputs.get(attempt)).map(JsonText::parse));
  }
}
