package io.executions.web;

import io.executions.web.document.ProblemDocument;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.info.Contact;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The REST interface. All resources and providers of this application belong to it. */
@ApplicationPath("/api")
@OpenAPIDefinition(
    info =
        @Info(
            title = "Execution Service",
            version = "1",
            description =
                "Durable executions. Times are those of RFC 3339, UTC in answers and with any offset"
                    + " in requests, in the years 1970 to 9999; fractions of a microsecond are"
                    + " dropped. What has no value is left out, and null means the same, but for an"
                    + " input. Unknown fields and query parameters are refused; a problem document"
                    + " names all faults at once, up to 1000. Whoever sends many wrong tokens"
                    + " gets a 429 for a while.",
            contact = @Contact(name = "The people who run this service"),
            license =
                @License(
                    name = "Apache-2.0",
                    url = "https://www.apache.org/licenses/LICENSE-2.0.txt")),
    tags = {
      @Tag(name = "executions", description = "Creates, shows and moves executions."),
      @Tag(name = "service", description = "Shows what the service has, does and can do."),
      @Tag(name = "settings", description = "What holds for all nodes."),
      @Tag(name = "nodes", description = "Steers single nodes; any node takes the request."),
      @Tag(name = "health", description = "Whether the node that is asked is well."),
      @Tag(name = "document", description = "This document.")
    },
    security = @SecurityRequirement(name = "token"),
    components =
        @Components(
            securitySchemes =
                @SecurityScheme(
                    securitySchemeName = "token",
                    type = SecuritySchemeType.HTTP,
                    scheme = "bearer",
                    description = "A token of one of the roles viewer, operator and admin"),
            parameters = {
              @Parameter(
                  name = "id",
                  in = ParameterIn.PATH,
                  description = "the id of the execution, or of the node",
                  required = true,
                  schema =
                      @Schema(
                          type = SchemaType.INTEGER,
                          format = "int64",
                          minimum = "1",
                          maximum = "9007199254740991")),
              @Parameter(
                  name = "Idempotency-Key",
                  in = ParameterIn.HEADER,
                  description =
                      "1 to 255 visible ASCII characters; a repeat of the request under the"
                          + " same key within 24 hours creates nothing",
                  schema =
                      @Schema(
                          type = SchemaType.STRING,
                          minLength = 1,
                          maxLength = 255,
                          pattern = "^[\\x21-\\x7e]+$"))
            },
            responses = {
              @APIResponse(
                  name = "invalid",
                  description = "Something in the request is wrong; all of it is named.",
                  content =
                      @Content(
                          mediaType = RestApplication.PROBLEM,
                          example = RestApplication.INVALID_EXAMPLE,
                          schema = @Schema(implementation = ProblemDocument.class))),
              @APIResponse(
                  name = "unauthorized",
                  description = "No valid token was given.",
                  headers =
                      @Header(
                          name = "WWW-Authenticate",
                          schema = @Schema(implementation = String.class)),
                  content =
                      @Content(
                          mediaType = RestApplication.PROBLEM,
                          schema = @Schema(implementation = ProblemDocument.class))),
              @APIResponse(
                  name = "problem",
                  description = "A problem, as its document says.",
                  content =
                      @Content(
                          mediaType = RestApplication.PROBLEM,
                          schema = @Schema(implementation = ProblemDocument.class))),
              @APIResponse(
                  name = "later",
                  description = "Not possible now; try again later.",
                  headers =
                      @Header(
                          name = "Retry-After",
                          description = "seconds",
                          schema = @Schema(implementation = int.class)),
                  content =
                      @Content(
                          mediaType = RestApplication.PROBLEM,
                          schema = @Schema(implementation = ProblemDocument.class)))
            }))
public class RestApplication extends Application {
  static final String PROBLEM = "application/problem+json";
  static final String INVALID_EXAMPLE =
      """
      {
        "type": "urn:execution-service:problem:invalid-request",
        "title": "Invalid request",
        "status": 400,
        "detail": "The request is not valid.",
        "errors": [{"pointer": "/priority", "detail": "must be from -1000 to 1000"}]
      }
      """;

  /** Switches off a second description of the interface, which Jersey would serve by itself. */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
