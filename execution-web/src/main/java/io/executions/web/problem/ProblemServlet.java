package io.executions.web.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * Writes the problem document for what never reaches a resource; the error page of the whole
 * application, so that no client sees a page of the server. Called directly, it is not there.
 */
public class ProblemServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** Only static files end here with 405; resources have mappers. */
  private static final String STATIC_METHODS = "GET, HEAD, OPTIONS";

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException {
    if (response.isCommitted()) {
      return;
    }
    ProblemAnswer problem = problem(request);
    if (problem.status() == 405 && response.getHeader(HttpHeaders.ALLOW) == null) {
      problem = problem.withHeader(HttpHeaders.ALLOW, STATIC_METHODS);
    }
    problem.answer(response);
  }

  private static ProblemAnswer problem(HttpServletRequest request) {
    if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
      return ProblemTranslation.of(thrown);
    }
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    return ProblemAnswer.ofStatus(status instanceof Integer code && code >= 400 ? code : 404);
  }
}
