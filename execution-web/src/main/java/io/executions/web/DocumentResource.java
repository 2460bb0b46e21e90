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

/** Serves the OpenAPI document, which the build makes from these resources. */
@Path("/openapi.yaml")
@OpenToAll
@ApplicationScoped
public class DocumentResource {
  private static final String MEDIA_TYPE = "application/yaml";

  /** Beside this class, where no server looks for documents to serve by itself. */
  private static final String FILE = "openapi.yaml";

  /** Returns the document. */
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
