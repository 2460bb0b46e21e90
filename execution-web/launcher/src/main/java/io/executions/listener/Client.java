package io.executions.listener;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;

/**
 * One connection of a client: what it is at, until when, and how much of its answer it has not
 * taken. Safe for use by several threads.
 */
final class Client {
  private static final System.Logger LOG = System.getLogger(Client.class.getName());

  private enum Phase {
    IDLE(30),
    HEAD(15),
    BODY(30),
    SERVED(Long.MAX_VALUE),
    LEAVING(5);

    private final long seconds;

    Phase(long seconds) {
      this.seconds = seconds;
    }
  }

  /** How long a client may take to read what was written for it. */
  private static final long READING_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final TCPNIOConnection connection;
  private final Clients clients;
  private Phase phase = Phase.IDLE;
  private long since = System.nanoTime();
  private long unread;
  private long unreadSince;
  private Runnable onceRead;
  private CollectedBody body;
  private ChunkCheck chunks;
  private boolean toHead;

  Client(TCPNIOConnection connection, Clients clients) {
    this.connection = connection;
    this.clients = clients;
  }

  boolean isConnected() {
    return connection.isOpen();
  }

  /** Says that a request has begun to come. */
  synchronized void headBegins() {
    if (phase == Phase.IDLE) {
      enter(Phase.HEAD);
    }
  }

  /** Says that a request's head is there and its body, if any, is to come. */
  synchronized void bodyBegins(boolean chunked) {
    enter(Phase.BODY);
    body = new CollectedBody(clients.bodies());
    chunks = chunked ? new ChunkCheck() : null;
  }

  /** Says whether the request's method is HEAD, which no body answers. */
  synchronized void asksForHeadOnly(boolean only) {
    toHead = only;
  }

  /** Says that the request is all there; returns its body. */
  synchronized CollectedBody served() {
    enter(Phase.SERVED);
    return body;
  }

  /** Says that the application has written its whole answer. */
  synchronized void answered() {
    releaseBody();
    if (phase == Phase.SERVED) {
      enter(Phase.IDLE);
    }
  }

  synchronized CollectedBody body() {
    return body;
  }

  /**
   * Checks bytes that have just come.
   *
   * @throws RefusedException if they break the framing of a body in chunks
   */
  synchronized void check(Buffer input, int from) {
    for (int index = from; chunks != null && index < input.limit(); index++) {
      chunks.take(input.get(index));
      chunks = chunks.isDone() ? null : chunks;
    }
  }

  /**
   * Takes note that nothing more is taken from this client: it was told why, or that this was the
   * last answer.
   */
  synchronized boolean isLeaving() {
    return phase == Phase.LEAVING;
  }

  /** Answers so, and then only waits for the client to hang up. */
  void refuse(Refusal refusal) {
    byte[] answer;
    synchronized (this) {
      if (phase == Phase.LEAVING) {
        return;
      }
      enter(Phase.LEAVING);
      releaseBody();
      answer = refusal.toBytes(toHead);
    }
    Buffer buffer = Buffers.wrap(connection.getMemoryManager(), answer);
    connection.write(
        buffer,
        new EmptyCompletionHandler<WriteResult<Buffer, SocketAddress>>() {
          @Override
          public void completed(WriteResult<Buffer, SocketAddress> result) {
            hangUp();
          }
        });
  }

  /** Tells an idle client that its connection ends. */
  private void leave() {
    synchronized (this) {
      if (phase != Phase.IDLE) {
        return;
      }
      enter(Phase.LEAVING);
    }
    hangUp();
  }

  /** Ends the sending only: a close would reset what the client has not read yet. */
  private void hangUp() {
    try {
      channel().shutdownOutput();
    } catch (IOException e) {
      reset();
    }
  }

  private SocketChannel channel() {
    return (SocketChannel) connection.getChannel();
  }

  /** Says that more bytes wait to be read by the client. */
  void writes(long bytes) {
    synchronized (this) {
      if (unread == 0) {
        unreadSince = System.nanoTime();
      }
      unread += bytes;
    }
    clients.answers().add(bytes);
  }

  /** Says that fewer bytes wait. */
  void wrote(long bytes) {
    Runnable next = null;
    synchronized (this) {
      unread -= bytes;
      if (unread == 0) {
        since = System.nanoTime();
        next = onceRead;
        onceRead = null;
      }
    }
    clients.answers().remove(bytes);
    if (next != null) {
      next.run();
    }
  }

  /** Runs something once all earlier answers have been read. */
  void onceRead(Runnable next) {
    synchronized (this) {
      if (unread > 0) {
        onceRead = next;
        return;
      }
    }
    next.run();
  }

  /** Returns for how long answers have been waiting for this client, or -1. */
  synchronized long unreadNanos(long now) {
    return unread == 0 ? -1 : now - unreadSince;
  }

  /** Returns how many bytes of answers have been waiting for this client. */
  synchronized long unread() {
    return unread;
  }

  /** Ends what takes too long. */
  void look(long now) {
    Phase late;
    synchronized (this) {
      boolean slowReader = unreadNanos(now) > READING_NANOS;
      boolean slow = unread == 0 && now - since > TimeUnit.SECONDS.toNanos(phase.seconds);
      if (!slowReader && !slow) {
        return;
      }
      late = slowReader ? Phase.LEAVING : phase;
    }
    switch (late) {
      case IDLE -> leave();
      case HEAD -> refuse(Refusal.HEAD_TOO_LATE);
      case BODY -> refuse(Refusal.BODY_TOO_LATE);
      default -> reset();
    }
  }

  /**
   * Ends the connection at once. A plain close would leave what has not been read to the operating
   * system, which goes on offering it for minutes, so that the client would not even hear of it.
   */
  void reset() {
    try {
      channel().setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "The connection has ended already", e);
    }
    connection.terminateSilently();
  }

  /** Gives up what it holds. */
  synchronized void closed() {
    releaseBody();
    onceRead = null;
  }

  private void releaseBody() {
    if (body != null) {
      body.release();
      body = null;
    }
    chunks = null;
  }

  private void enter(Phase next) {
    phase = next;
    since = System.nanoTime();
  }
}
