package io.executions.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Counts what each request reads of its body against the {@link BodyBudget}, until it is done. */
public class BodyFilter implements Filter {
  private final BodyBudget budget = new BodyBudget();

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    CountedRequest counted = new CountedRequest((HttpServletRequest) request, budget);
    try {
      chain.doFilter(counted, response);
    } finally {
      counted.giveBack();
    }
  }
}
