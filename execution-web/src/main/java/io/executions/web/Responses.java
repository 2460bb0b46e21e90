package io.executions.web;

import jakarta.json.JsonStructure;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** Answers that carry JSON, as bytes, so that no server's own JSON provider has a say. */
final class Responses {
  private Responses() {}

  static Response ok(JsonStructure json) {
    return with(200, json).build();
  }

  static Response ok(String json) {
    return with(200, json).build();
  }

  static Response.ResponseBuilder with(int status, JsonStructure json) {
    return with(status, json.toString());
  }

  static Response.ResponseBuilder with(int status, String json) {
    return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(bytes(json));
  }

  static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
