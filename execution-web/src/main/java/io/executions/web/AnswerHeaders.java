package io.executions.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Puts headers on every answer that tell browsers to take no risks with it. */
public class AnswerHeaders implements Filter {
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request instanceof HttpServletRequest http
        && response instanceof HttpServletResponse answer) {
      answer.setHeader("Content-Security-Policy", CONTENT_POLICY);
      answer.setHeader("X-Content-Type-Options", "nosniff");
      answer.setHeader("X-Frame-Options", "DENY");
      answer.setHeader("Referrer-Policy", "no-referrer");
      answer.setHeader("Cache-Control", cacheControl(http));
    }
    chain.doFilter(request, response);
  }

  private static String cacheControl(HttpServletRequest request) {
    String root = request.getContextPath();
    Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String uri = failed instanceof String address ? address : request.getRequestURI();
    return StaticMethods.isOfApi(uri, root) ? "no-store" : "no-cache";
  }
}
