package io.executions.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/** A request that takes of the {@link BodyBudget} what is read of its body. */
final class CountedRequest extends HttpServletRequestWrapper {
  private final BodyBudget budget;
  private int taken;

  CountedRequest(HttpServletRequest request, BodyBudget budget) {
    super(request);
    this.budget = budget;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    return new CountedStream(super.getInputStream());
  }

  /** Gives back all that it has taken. */
  void giveBack() {
    budget.giveBack(taken);
    taken = 0;
  }

  private void count(int bytes) {
    if (bytes > 0) {
      budget.take(bytes);
      taken += bytes;
    }
  }

  private final class CountedStream extends ServletInputStream {
    private final ServletInputStream stream;

    private CountedStream(ServletInputStream stream) {
      this.stream = stream;
    }

    @Override
    public int read() throws IOException {
      int value = stream.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = stream.read(bytes, offset, length);
      count(read);
      return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
      return stream.skip(bytes);
    }

    @Override
    public int available() throws IOException {
      return stream.available();
    }

    @Override
    public boolean isFinished() {
      return stream.isFinished();
    }

    @Override
    public boolean isReady() {
      return stream.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      stream.setReadListener(listener);
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
