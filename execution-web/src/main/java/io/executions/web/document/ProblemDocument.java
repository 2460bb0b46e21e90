package io.executions.web.document;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A problem document, RFC 9457. */
@Schema(
    name = "Problem",
    description = "A problem document (RFC 9457).",
    additionalProperties = Schema.False.class,
    requiredProperties = {"type", "title", "status", "detail"})
public record ProblemDocument(
    @Schema(description = "names the kind of problem; about:blank where the status says all")
        String type,
    String title,
    @Schema(minimum = "400", maximum = "599") int status,
    String detail,
    @Schema(description = "names this occurrence in the log of the service") String instance,
    @Schema(description = "all that is wrong with the request, at most 1000")
        List<FaultDocument> errors) {

  /** One fault. */
  @Schema(
      name = "Fault",
      additionalProperties = Schema.False.class,
      requiredProperties = {"pointer", "detail"})
  public record FaultDocument(
      @Schema(
              description =
                  "a JSON pointer into the body, or a slash and the name of a query parameter or"
                      + " header; empty for the whole",
              example = "/input/url")
          String pointer,
      String detail) {}
}
