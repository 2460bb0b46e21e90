package io.executions.web;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Takes every request through the {@link Door}; where it is closed, another node should be asked.
 */
public class DoorFilter implements Filter {
  @Inject private Door door;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!door.enter()) {
      refuse((HttpServletResponse) response);
      return;
    }
    try {
      chain.doFilter(request, response);
    } finally {
      if (request.isAsyncStarted()) {
        request.getAsyncContext().addListener(new Leaving());
      } else {
        door.leave();
      }
    }
  }

  private static void refuse(HttpServletResponse response) throws IOException {
    response.setHeader("Connection", "close");
    response.setHeader("Retry-After", "2");
    response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
  }

  /** Leaves when an answer that another thread gives is complete, which comes last in any case. */
  private final class Leaving implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      door.leave();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      // It completes all the same.
    }

    @Override
    public void onError(AsyncEvent event) {
      // It completes all the same.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
