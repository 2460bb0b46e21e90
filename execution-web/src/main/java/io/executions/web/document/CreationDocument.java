package io.executions.web.document;

import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What to create. */
@Schema(
    name = "NewExecution",
    additionalProperties = Schema.False.class,
    requiredProperties = "type")
public record CreationDocument(
    @Schema(description = "names the handler", pattern = "^[a-z][a-z0-9._-]{0,99}$") String type,
    @Schema(description = "any JSON value; an empty object by default") Object input,
    @Schema(
            description = "higher first",
            minimum = "-1000",
            maximum = "1000",
            defaultValue = "0",
            nullable = true)
        int priority,
    @Schema(
            description = "not claimed before; at once by default; 1970 to 9999 in UTC",
            nullable = true)
        OffsetDateTime runAt,
    @Schema(
            nullable = true,
            description = "how many failed attempts make it failed for good",
            minimum = "1",
            maximum = "100",
            defaultValue = "1")
        int maxAttempts,
    @Schema(
            nullable = true,
            description = "how long one attempt may run, in milliseconds; no bound by default",
            minimum = "1",
            maximum = "1000000000000")
        long timeoutMs) {

  /** Several executions to create, all or none. */
  @Schema(
      name = "NewExecutions",
      additionalProperties = Schema.False.class,
      requiredProperties = "items")
  public record BatchDocument(
      @Schema(minItems = 1, maxItems = 1000) List<CreationDocument> items) {}

  /** The executions that a batch created. */
  @Schema(
      name = "CreatedExecutions",
      additionalProperties = Schema.False.class,
      requiredProperties = "ids")
  public record IdsDocument(@Schema(description = "in the order given") List<Long> ids) {}
}
