package io.executions.web;

import io.executions.web.problem.ProblemAnswer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;

/** Answers with static files, which can only be read. Servers would name more methods. */
public class StaticMethods implements Filter {
  private static final String ALLOWED = "GET, HEAD, OPTIONS";

  private StaticFiles files;

  @Override
  public void init(FilterConfig config) {
    files = StaticFiles.of(config.getServletContext());
  }

  /** Returns whether that address is one of the REST interface. */
  static boolean isOfApi(String uri, String contextRoot) {
    String path = uri.startsWith(contextRoot) ? uri.substring(contextRoot.length()) : uri;
    return path.equals("/api") || path.startsWith("/api/");
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest asked = (HttpServletRequest) request;
    HttpServletResponse answer = (HttpServletResponse) response;
    if (isOfApi(asked.getRequestURI(), asked.getContextPath())) {
      chain.doFilter(request, response);
      return;
    }
    switch (asked.getMethod()) {
      case "GET", "HEAD" -> {
        if (!files.answer(asked, answer)) {
          chain.doFilter(request, response);
        }
      }
      case "OPTIONS" -> answer.setHeader(HttpHeaders.ALLOW, ALLOWED);
      default -> ProblemAnswer.ofStatus(405).withHeader(HttpHeaders.ALLOW, ALLOWED).answer(answer);
    }
  }
}
