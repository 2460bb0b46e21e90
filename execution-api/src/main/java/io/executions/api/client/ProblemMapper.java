package io.executions.api.client;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/**
 * Makes a {@link ProblemException} of every answer with a status of 400 or more, in MicroProfile.
 * Thread-safe.
 */
public final class ProblemMapper implements ResponseExceptionMapper<ProblemException> {
  @Override
  public ProblemException toThrowable(Response response) {
    try (InputStream body = response.hasEntity() ? response.readEntity(InputStream.class) : null) {
      return new ProblemException(
          Problem.read(response.getStatus(), response.getMediaType(), body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
