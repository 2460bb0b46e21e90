package io.executions.handlers.command;

import io.executions.handlers.output.KeptBytes;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * What comes through a named pipe: the first 64 KiB and, for its last line, the last 8 KiB; the
 * rest is read and dropped. Until it is {@linkplain #finish finished}, a thread reads the pipe, so
 * that the writer never waits for long. After that, a process that keeps the pipe open holds up
 * nothing. For one thread beside the reading one.
 */
final class Capture implements AutoCloseable {
  static final int HEAD_BYTES = 64 << 10;
  private static final int TAIL_BYTES = 8 << 10;

  // A pipe holds at most 1 MiB; what is written after the end need not be waited for.
  private static final int BYTES_AFTER_END = 1 << 20;

  private final RandomAccessFile pipe;
  private final FileChannel channel;
  private final CompletableFuture<Void> reader;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final byte[] buffer = new byte[TAIL_BYTES];
  private byte[] tail = {};
  private boolean cut;

  private Capture(RandomAccessFile pipe, FileChannel channel, Executor threads) {
    this.pipe = pipe;
    this.channel = channel;
    reader = CompletableFuture.runAsync(this::read, threads);
  }

  /**
   * Begins to read a pipe.
   *
   * @param threads gives a thread at once, which is in use until the end
   */
  static Capture of(Path path, Executor threads) throws IOException {
    // Opened for both ways, it does not wait for a writer, and the pipe never comes to its end.
    RandomAccessFile pipe = new RandomAccessFile(path.toFile(), "rw");
    try {
      // Beside it there is what can be closed to wake the reader, while the pipe keeps its bytes.
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      try {
        return new Capture(pipe, channel, threads);
      } catch (RuntimeException | Error e) {
        channel.close();
        throw e;
      }
    } catch (IOException | RuntimeException | Error e) {
      pipe.close();
      throw e;
    }
  }

  /** Throws if it cannot read on, so that the writer would wait for ever. */
  void check() {
    if (reader.isCompletedExceptionally()) {
      reader.join();
    }
  }

  /** Takes what is left in the pipe, and no longer waits for more. */
  void finish() throws IOException {
    channel.close();
    reader.join();
    FileInputStream in = new FileInputStream(pipe.getFD()); // it is closed with the pipe
    int rest = BYTES_AFTER_END;
    for (int there = in.available(); there > 0 && rest > 0; there = in.available()) {
      int length = in.read(buffer, 0, Math.min(there, buffer.length));
      keep(length);
      rest -= length;
    }
  }

  /** Returns the beginning. */
  KeptBytes beginning() {
    return new KeptBytes(head.toByteArray(), StandardCharsets.UTF_8, cut);
  }

  /** Returns the last line that is not blank, or its end if it is very long; empty if none. */
  String lastLine() {
    String[] lines = new String(tail, StandardCharsets.UTF_8).split("[\\r\\n]+");
    for (int i = lines.length - 1; i >= 0; i--) {
      String line = PlainText.text(lines[i]);
      if (!line.isEmpty()) {
        return line;
      }
    }
    return "";
  }

  private void read() {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(buffer);
      while (channel.read(bytes) >= 0) {
        keep(bytes.position());
        bytes.clear();
      }
    } catch (ClosedChannelException e) {
      return; // it is finished
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keep(int length) {
    int kept = Math.min(length, HEAD_BYTES - head.size());
    head.write(buffer, 0, kept);
    cut |= kept < length;
    int old = Math.min(tail.length, Math.max(0, TAIL_BYTES - length));
    int fresh = Math.min(length, TAIL_BYTES);
    byte[] next = Arrays.copyOfRange(tail, tail.length - old, tail.length + fresh);
    System.arraycopy(buffer, length - fresh, next, old, fresh);
    tail = next;
  }

  @Override
  public void close() throws IOException {
    try (pipe) {
      channel.close();
    }
  }
}
