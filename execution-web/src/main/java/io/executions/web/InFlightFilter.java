package io.executions.web;

import io.executions.api.ServiceUnavailableException;
import io.executions.web.problem.Problems;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Counts every request among the {@link InFlightRequests}. Once these take no more, another node
 * should be asked. A request that waits for an execution is not counted any more: {@link
 * WaitingClients} looks after it.
 */
public class InFlightFilter implements Filter {
  @Inject private InFlightRequests requests;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!requests.enter()) {
      Problems.of(new ServiceUnavailableException("This node is about to end", null))
          .withHeader("Connection", "close")
          .answer((HttpServletResponse) response);
      return;
    }
    try {
      chain.doFilter(request, response);
    } finally {
      requests.leave();
    }
  }
}
