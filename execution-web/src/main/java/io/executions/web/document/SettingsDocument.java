package io.executions.web.document;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What holds for all nodes. */
@Schema(
    name = "Settings",
    description = "What holds for all nodes, kept in the database.",
    additionalProperties = Schema.False.class,
    requiredProperties = {"maxConcurrentExecutions", "paused", "retention"})
public record SettingsDocument(
    @Schema(
            description = "how many may run at the same time in the whole cluster",
            minimum = "1",
            maximum = "10000")
        int maxConcurrentExecutions,
    @Schema(description = "whether nothing more is claimed; what runs goes on") boolean paused,
    @Schema(
            description =
                "how long ended executions are kept: an ISO-8601 duration of at most 36525 days,"
                    + " or none to keep all",
            example = "P30D")
        String retention) {

  private static final String RETENTION =
      "^(none|P([0-9]+D|(?:[0-9]+D)?T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?"
          + "(?:[0-9]+([.][0-9]{1,9})?S)?))$";

  /** A change of the settings. */
  @Schema(
      name = "SettingsChange",
      description = "What is left out stays as it is.",
      additionalProperties = Schema.False.class)
  public record ChangeDocument(
      @Schema(minimum = "1", maximum = "10000", nullable = true) int maxConcurrentExecutions,
      @Schema(nullable = true) boolean paused,
      @Schema(
              description = "an ISO-8601 duration of at most 36525 days, or none to keep all",
              pattern = RETENTION,
              example = "P30D",
              nullable = true)
          String retention) {}
}
