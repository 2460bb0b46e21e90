package io.executions.it.process;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A filter that lets nothing but health through while a file is there, which {@code BROKEN_PATH}
 * names. The file says how: {@code error} for an answer with 500, {@code class} for a class that is
 * missing.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class BrokenPath implements Filter {
  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Path file = Path.of(System.getenv("BROKEN_PATH"));
    if (!Files.exists(file) || ((HttpServletRequest) request).getRequestURI().contains("/health")) {
      chain.doFilter(request, response);
    } else if (Files.readString(file).equals("class")) {
      throw new NoClassDefFoundError("io/executions/Missing");
    } else {
      ((HttpServletResponse) response).sendError(500);
    }
  }
}
