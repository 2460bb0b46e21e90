package io.executions.api.client;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import java.io.IOException;
import java.io.InputStream;

/** Throws a {@link ProblemException} for every answer with a status of 400 or more. Thread-safe. */
public final class ProblemFilter implements ClientResponseFilter {
  @Override
  public void filter(ClientRequestContext request, ClientResponseContext response)
      throws IOException {
    if (response.getStatus() >= 400) {
      try (InputStream body = response.getEntityStream()) {
        throw new ProblemException(
            Problem.read(response.getStatus(), response.getMediaType(), body));
      }
    }
  }
}
