package io.executions.web;

import io.executions.web.security.OpenToAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves the OpenAPI document, which the build makes from these resources. */
@SecurityRequirementsSet
@APIResponse(responseCode = "400", ref = "invalid")
@APIResponse(responseCode = "406", ref = "problem")
@APIResponse(responseCode = "500", ref = "problem")
@Tag(ref = "document")
@Path("/openapi.yaml")
@OpenToAll
@ApplicationScoped
public class DocumentResource {
  private static final String MEDIA_TYPE = "application/yaml";

  /** Beside this class, where no server looks for documents to serve by itself. */
  private static final String FILE = "openapi.yaml";

  /** Returns the document. */
  @Operation(
      operationId = "getDocument",
      summary = "Returns this document",
      description = "OpenAPI 3.1, made from the code.")
  @APIResponse(
      responseCode = "200",
      description = "This document",
      content =
          @Content(mediaType = "application/yaml", schema = @Schema(type = SchemaType.OBJECT)))
  @GET
  @Produces(MEDIA_TYPE)
  public Response getDocument() {
    try (InputStream document = DocumentResource.class.getResourceAsStream(FILE)) {
      return Response.ok(document.readAllBytes(), MEDIA_TYPE).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
