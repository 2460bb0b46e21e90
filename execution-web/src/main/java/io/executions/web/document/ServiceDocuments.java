package io.executions.web.document;

import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the service tells of itself. */
public final class ServiceDocuments {
  private ServiceDocuments() {}

  /** How many executions there are in each status. */
  @Schema(
      name = "ExecutionStats",
      additionalProperties = Schema.False.class,
      requiredProperties = {
        "pending",
        "running",
        "completed",
        "failed",
        "cancelled",
        "total",
        "pendingCapped"
      })
  public record StatsDocument(
      long pending,
      long running,
      long completed,
      long failed,
      long cancelled,
      @Schema(description = "the sum of the others") long total,
      @Schema(description = "whether more are pending than were counted") boolean pendingCapped) {}

  /** What the cluster is doing. */
  @Schema(
      name = "ProcessingStatus",
      additionalProperties = Schema.False.class,
      requiredProperties = {
        "running", "pending", "pendingCapped", "maxConcurrentExecutions", "paused",
        "pollIntervalMs", "initialized", "version", "node", "nodes"
      })
  public record ProcessingDocument(
      long running,
      long pending,
      @Schema(description = "whether more are pending than were counted") boolean pendingCapped,
      int maxConcurrentExecutions,
      boolean paused,
      long pollIntervalMs,
      @Schema(description = "whether this node polls") boolean initialized,
      String version,
      @Schema(description = "the name of this node") String node,
      List<NodeDocument> nodes,
      @Schema(
              description =
                  "the types that have pending executions, due or not, and no living node that"
                      + " handles them, as of at most five seconds ago; left out where there is"
                      + " none")
          List<String> unhandledTypes) {}

  /** One node. */
  @Schema(
      name = "Node",
      additionalProperties = Schema.False.class,
      requiredProperties = {
        "id",
        "name",
        "state",
        "startedAt",
        "lastBeatAt",
        "types",
        "workers",
        "running",
        "replays",
        "timer"
      })
  public record NodeDocument(
      @Schema(description = "its identity since its last boot") long id,
      String name,
      @Schema(enumeration = {"polling", "draining", "stopped", "dead"}) String state,
      OffsetDateTime startedAt,
      OffsetDateTime lastBeatAt,
      List<String> types,
      int workers,
      long running,
      @Schema(
              description =
                  "how often since its start it ran a transaction again that the database had"
                      + " rolled back")
          long replays,
      TimerDocument timer) {}

  /** A node's poll timer. */
  @Schema(
      name = "PollTimer",
      additionalProperties = Schema.False.class,
      requiredProperties = "intervalMs")
  public record TimerDocument(
      long intervalMs,
      OffsetDateTime lastPollAt,
      @Schema(description = "how long the last poll took") long lastPollMillis,
      OffsetDateTime nextPollAt,
      @Schema(description = "what went wrong at the last poll") String lastError,
      @Schema(description = "that the timer stands still; the node then polls without it")
          boolean suspended) {}

  /** Whether a node can take work. */
  @Schema(
      name = "Readiness",
      additionalProperties = Schema.False.class,
      requiredProperties = {"status", "problems", "warnings"})
  public record ReadinessDocument(
      @Schema(enumeration = {"up", "down"}) String status,
      @Schema(description = "what stands in the way") List<String> problems,
      @Schema(description = "what is worth knowing all the same") List<String> warnings) {}

  /** That a node lives. */
  @Schema(
      name = "Liveness",
      additionalProperties = Schema.False.class,
      requiredProperties = "status")
  public record LivenessDocument(@Schema(enumeration = {"up", "down"}) String status) {}
}
