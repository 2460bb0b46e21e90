package io.executions.api.json;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** {@code Session}: who has signed in, with what, and until when. */
public final class SessionDocument {
  private SessionDocument() {}

  /** Returns the document. */
  public static JsonObject write(String name, String role, Optional<Instant> expiresAt) {
    return new SparseObject()
        .add("name", name)
        .add("role", role)
        .addTime("expiresAt", expiresAt)
        .build();
  }
}
