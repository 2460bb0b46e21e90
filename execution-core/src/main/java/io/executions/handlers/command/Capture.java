package io.executions.handlers.command;

import io.executions.handlers.KeptBytes;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What comes through a named pipe: the first 64 KiB and, for its last line, the last 8 KiB; the
 * rest is read and dropped, so that the writer never waits for long. Reads only what is there:
 * nobody who keeps the pipe open can hold the reader. Not thread-safe.
 */
final class Capture implements AutoCloseable {
  static final int HEAD_BYTES = 64 << 10;
  private static final int TAIL_BYTES = 8 << 10;

  private final RandomAccessFile pipe;
  private final FileInputStream in;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final byte[] buffer = new byte[HEAD_BYTES];
  private byte[] tail = {};
  private boolean cut;

  Capture(Path path) throws IOException {
    // Opened for both ways it does not wait for a writer, and never comes to its end.
    pipe = new RandomAccessFile(path.toFile(), "rw");
    in = new FileInputStream(pipe.getFD());
  }

  /** Takes what is there, up to 64 KiB; returns whether there was anything. */
  boolean take() throws IOException {
    int there = Math.min(in.available(), buffer.length);
    if (there == 0) {
      return false;
    }
    int length = in.read(buffer, 0, there);
    int kept = Math.min(length, HEAD_BYTES - head.size());
    head.write(buffer, 0, kept);
    cut |= kept < length;
    keepTail(length);
    return true;
  }

  /** Returns the beginning. */
  KeptBytes beginning() {
    return new KeptBytes(head.toByteArray(), StandardCharsets.UTF_8, cut);
  }

  /** Returns the last line that is not blank, or its end if it is very long; empty if none. */
  String lastLine() {
    String[] lines = new String(tail, StandardCharsets.UTF_8).split("[\\r\\n]+");
    for (int i = lines.length - 1; i >= 0; i--) {
      String line = Readable.text(lines[i]);
      if (!line.isEmpty()) {
        return line;
      }
    }
    return "";
  }

  private void keepTail(int length) {
    int old = Math.min(tail.length, Math.max(0, TAIL_BYTES - length));
    int fresh = Math.min(length, TAIL_BYTES);
    byte[] next = Arrays.copyOfRange(tail, tail.length - old, tail.length + fresh);
    System.arraycopy(buffer, length - fresh, next, old, fresh);
    tail = next;
  }

  @Override
  public void close() throws IOException {
    try (pipe) {
      in.close();
    }
  }
}
