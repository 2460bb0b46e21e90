package io.executions.web.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers with a problem document what JAX-RS itself refuses. */
@Provider
public class WebApplicationMapper implements ExceptionMapper<WebApplicationException> {
  @Override
  public Response toResponse(WebApplicationException thrown) {
    // A redirect, or the answer to OPTIONS that RESTEasy throws, is no problem.
    if (thrown.getResponse().getStatus() < 400) {
      return thrown.getResponse();
    }
    return ProblemTranslation.of(thrown).toResponse();
  }
}
