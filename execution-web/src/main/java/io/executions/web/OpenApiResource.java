package io.executions.web;

import io.executions.web.security.OpenToAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Serves the OpenAPI document, the contract that these resources keep. */
@Path("/")
@OpenToAll
@ApplicationScoped
public class OpenApiResource {
  private static final String YAML = "application/yaml";

  /** Returns the document as it was written. */
  @GET
  @Path("/openapi.yaml")
  @Produces(YAML)
  public Response getDocument() {
    return document("openapi.yaml", YAML);
  }

  /** Returns the document as the build has put it into JSON. */
  @GET
  @Path("/openapi.json")
  @Produces(MediaType.APPLICATION_JSON)
  public Response getJsonDocument() {
    return document("openapi.json", MediaType.APPLICATION_JSON);
  }

  /** The files lie beside this class, where no server looks for documents to serve by itself. */
  private static Response document(String file, String mediaType) {
    try (InputStream document = OpenApiResource.class.getResourceAsStream(file)) {
      return Response.ok(document.readAllBytes(), mediaType).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
