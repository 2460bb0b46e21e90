package io.executions.web.document;

import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One execution as it stands. */
@Schema(
    name = "Execution",
    description = "One execution as it stands; what has no value is left out.",
    additionalProperties = Schema.False.class,
    requiredProperties = {
      "id",
      "type",
      "status",
      "priority",
      "input",
      "attempt",
      "maxAttempts",
      "runAt",
      "createdAt",
      "cancelRequested",
      "overdue"
    })
public record ExecutionDocument(
    @Schema(description = "unique, not chronological", minimum = "1", example = "42") long id,
    @Schema(description = "names the handler", pattern = "^[a-z][a-z0-9._-]{0,99}$") String type,
    StatusDocument status,
    @Schema(description = "higher first", minimum = "-1000", maximum = "1000") int priority,
    @Schema(description = "any JSON value") Object input,
    @Schema(description = "what the handler returned, once completed: any JSON value")
        Object output,
    @Schema(description = "why the last attempt did not complete") String errorMessage,
    @Schema(
            description = "the number of the current or last attempt; 0 until first claimed",
            minimum = "0")
        int attempt,
    @Schema(minimum = "1", maximum = "100") int maxAttempts,
    @Schema(description = "how long one attempt may run, in milliseconds", minimum = "1")
        long timeoutMs,
    @Schema(description = "not claimed before") OffsetDateTime runAt,
    OffsetDateTime createdAt,
    @Schema(description = "when its current or last attempt was claimed") OffsetDateTime startedAt,
    @Schema(description = "when it came to its final status") OffsetDateTime finishedAt,
    @Schema(description = "the node that runs it or ran it last") String node,
    @Schema(description = "whether somebody asked to cancel it while it was running")
        boolean cancelRequested,
    @Schema(description = "whether its handler was told to stop and still runs") boolean overdue) {

  /** Where an execution stands. */
  @Schema(
      name = "ExecutionStatus",
      type = SchemaType.STRING,
      enumeration = {"pending", "running", "completed", "failed", "cancelled"})
  public record StatusDocument() {}

  /** The answer to a creation. */
  @Schema(
      name = "CreatedExecution",
      description = "The execution as it is now, or what is left of it.",
      anyOf = {ExecutionDocument.class, RemovedDocument.class})
  public interface CreatedDocument {}

  /** All that is left of an execution which retention has removed. */
  @Schema(
      name = "RemovedExecution",
      description =
          "All that is left of an execution which retention has removed since an idempotency key"
              + " created it.",
      additionalProperties = Schema.False.class,
      requiredProperties = "id")
  public record RemovedDocument(@Schema(minimum = "1") long id) {}
}
