package io.executions.it.faults;

import io.executions.it.process.StatementReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between one node and its database, and lets through what it is told to. */
final class DatabaseProxy implements AutoCloseable {
  /** What becomes of the bytes. */
  enum Mode {
    PASS,
    /** Connections are reset, new ones too. */
    REFUSE,
    /** Bytes vanish; a connection that has lost some stays deaf, as behind a forgetful firewall. */
    SWALLOW
  }

  private final ServerSocket listener;
  private final int target;
  private final String url;
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger commitsToCut = new AtomicInteger();
  private final AtomicReference<Runnable> onGate = new AtomicReference<>();
  private volatile Mode mode = Mode.PASS;

  /** Begins to listen on a free loopback port for connections to that one, of such a database. */
  DatabaseProxy(int target, String url) {
    this.target = target;
    this.url = url;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ProxiedConnection.startThread(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  Mode mode() {
    return mode;
  }

  void let(Mode other) {
    mode = other;
    if (other == Mode.REFUSE) {
      connections.forEach(ProxiedConnection::reset);
    }
    connections.stream().filter(ProxiedConnection::abandoned).forEach(ProxiedConnection::reset);
  }

  /** Lets so many commits reach the database, and resets their connections before the answer. */
  void cutAfterCommits(int commits) {
    commitsToCut.set(commits);
  }

  /** Returns how many commits are still to be cut. */
  int commitsToCut() {
    return commitsToCut.get();
  }

  /** Calls back when the node enters the gate next, before the database hears of it. */
  void onGate(Runnable action) {
    onGate.set(action);
  }

  /** Takes that back, unless it has begun. */
  boolean forgetGate() {
    return onGate.getAndSet(null) != null;
  }

  boolean takeCommit() {
    return commitsToCut.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }

  void gateEntered() {
    Runnable action = onGate.getAndSet(null);
    if (action != null) {
      action.run();
    }
  }

  void ended(ProxiedConnection connection) {
    connections.remove(connection);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        ProxiedConnection connection = new ProxiedConnection(this, client, StatementReader.of(url));
        connections.add(connection);
        connection.start(target);
      } catch (IOException e) {
        // closed, which the loop sees
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    connections.forEach(ProxiedConnection::reset);
  }
}
