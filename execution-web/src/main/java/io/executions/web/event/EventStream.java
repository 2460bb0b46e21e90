package io.executions.web.event;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * One answer that goes on: what is to be sent waits here until the client takes it. No thread waits
 * with it. Safe for use by several threads.
 */
final class EventStream implements WriteListener, AsyncListener {
  static final int MOST_WAITING = 1000;
  static final int MOST_BYTES = 1 << 20;

  private static final System.Logger LOG = System.getLogger(EventStream.class.getName());

  private final AsyncContext context;
  private final HttpServletResponse response;
  private final ServletOutputStream out;
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private long bytes;
  private boolean writable;
  private boolean unflushed;
  private boolean ending;
  private boolean over;

  private EventStream(AsyncContext context) throws IOException {
    this.context = context;
    this.response = (HttpServletResponse) context.getResponse();
    this.out = response.getOutputStream();
  }

  /** Begins the answer; what it has to send comes later. */
  static EventStream on(AsyncContext context) throws IOException {
    context.setTimeout(0);
    EventStream stream = new EventStream(context);
    stream.response.setContentType("text/event-stream;charset=UTF-8");
    stream.response.setHeader("X-Accel-Buffering", "no");
    context.addListener(stream);
    stream.out.setWriteListener(stream);
    return stream;
  }

  /**
   * Sends something, or has it wait.
   *
   * @return false if too much waits already; then it is not sent
   */
  synchronized boolean send(byte[] text) {
    if (waiting.size() >= MOST_WAITING || bytes + text.length > MOST_BYTES) {
      return false;
    }
    waiting.add(text);
    bytes += text.length;
    pumpIfWritable();
    return true;
  }

  /** Sends this instead of all that waits. */
  synchronized void sendInstead(byte[] text) {
    waiting.clear();
    bytes = text.length;
    waiting.add(text);
    pumpIfWritable();
  }

  /** Answers that there are no events now, if nothing was sent yet, and ends. */
  synchronized void refuse() {
    if (!over && !response.isCommitted()) {
      response.setContentType(null);
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      response.setHeader(HttpHeaders.RETRY_AFTER, "2");
    }
    complete();
  }

  /** Returns how much waits, as a part of what may. */
  synchronized double fullness() {
    return Math.max((double) waiting.size() / MOST_WAITING, (double) bytes / MOST_BYTES);
  }

  /** Ends the answer once the client has taken what waits. */
  synchronized void end() {
    ending = true;
    pumpIfWritable();
  }

  /** Ends the answer now, whatever waits. */
  synchronized void endNow() {
    complete();
  }

  /** Returns whether the answer has ended, or the client is gone. */
  synchronized boolean isOver() {
    return over;
  }

  @Override
  public synchronized void onWritePossible() {
    writable = true;
    pumpIfWritable();
  }

  private void pumpIfWritable() {
    if (writable && !over) {
      try {
        pump();
      } catch (IOException | RuntimeException e) {
        LOG.log(System.Logger.Level.DEBUG, "A client that listened is gone", e);
        complete();
      }
    }
  }

  /** The container calls again once it has said that it takes nothing now. */
  private void pump() throws IOException {
    while (writable = out.isReady()) {
      byte[] next = waiting.poll();
      if (next != null) {
        bytes -= next.length;
        unflushed = true;
        out.write(next);
      } else if (unflushed) {
        unflushed = false;
        out.flush();
      } else {
        if (ending) {
          complete();
        }
        return;
      }
    }
  }

  private void complete() {
    if (!over) {
      over = true;
      waiting.clear();
      try {
        context.complete();
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.DEBUG, "The answer had ended before", e);
      }
    }
  }

  private synchronized void ended() {
    over = true;
    waiting.clear();
  }

  @Override
  public void onError(Throwable failure) {
    LOG.log(System.Logger.Level.DEBUG, "A client that listened is gone", failure);
    endNow();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    ended();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    endNow();
  }

  @Override
  public void onError(AsyncEvent event) {
    endNow();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // It begins once.
  }
}
