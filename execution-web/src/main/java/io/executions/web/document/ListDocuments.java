package io.executions.web.document;

import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The lists. */
public final class ListDocuments {
  private ListDocuments() {}

  /** A page of executions. */
  @Schema(
      name = "ExecutionPage",
      additionalProperties = Schema.False.class,
      requiredProperties = "items")
  public record PageDocument(
      List<ExecutionDocument> items,
      @Schema(description = "where the next page begins; left out on the last one")
          String nextCursor) {}

  /** The attempts of an execution. */
  @Schema(
      name = "Attempts",
      additionalProperties = Schema.False.class,
      requiredProperties = "items")
  public record AttemptsDocument(@Schema(description = "ascending") List<AttemptDocument> items) {}

  /** One attempt. */
  @Schema(
      name = "Attempt",
      additionalProperties = Schema.False.class,
      requiredProperties = {"attempt", "node", "startedAt"})
  public record AttemptDocument(
      @Schema(minimum = "1") int attempt,
      String node,
      OffsetDateTime startedAt,
      OffsetDateTime finishedAt,
      @Schema(
              description = "left out while it runs",
              enumeration = {
                "completed",
                "failed",
                "timed_out",
                "cancelled",
                "interrupted",
                "released"
              })
          String outcome,
      String errorMessage,
      @Schema(description = "such as a stack trace; for operators only") String errorDetail,
      @Schema(
              description =
                  "what it had put out before it ended without completing, such as what a command "
                      + "printed; of an attempt that completed, the execution has it; of very many, "
                      + "only the newest, 8 MiB in all")
          Object output) {}

  /** The types that can be created. */
  @Schema(
      name = "ExecutionTypes",
      additionalProperties = Schema.False.class,
      requiredProperties = "items")
  public record TypesDocument(List<TypeDocument> items) {}

  /** One type. */
  @Schema(
      name = "ExecutionType",
      additionalProperties = Schema.False.class,
      requiredProperties = {"type", "nodes", "exampleInput"})
  public record TypeDocument(
      String type,
      @Schema(description = "the nodes that handle it, or did within a day") List<String> nodes,
      @Schema(description = "an input that shows what it takes") Object exampleInput) {}
}
