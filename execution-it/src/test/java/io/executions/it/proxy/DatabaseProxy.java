package io.executions.it.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between one node and its database, lets through what it is told to, and loses answers:
 * what commits the chosen kind goes through, then the connection breaks before the answer comes.
 */
public final class DatabaseProxy implements AutoCloseable {
  /** What becomes of the bytes. */
  public enum Mode {
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
  private final AtomicInteger toLose = new AtomicInteger();
  private final AtomicReference<Runnable> onGate = new AtomicReference<>();
  private volatile Mode mode = Mode.PASS;
  private volatile CommitKind kind;

  /** Begins to listen on a free loopback port for connections to that one, of such a database. */
  public DatabaseProxy(int target, String url) {
    this.target = target;
    this.url = url;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ProxiedConnection.startThread(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Returns the URL of the same database by way of this proxy. */
  public String url() {
    return url.replace(":" + target, ":" + port());
  }

  Mode mode() {
    return mode;
  }

  public void let(Mode other) {
    mode = other;
    if (other == Mode.REFUSE) {
      connections.forEach(ProxiedConnection::reset);
    }
    connections.stream().filter(ProxiedConnection::abandoned).forEach(ProxiedConnection::reset);
  }

  /** Loses the answers to the next so many commits of that kind. */
  public void loseAnswers(CommitKind chosen, int times) {
    kind = chosen;
    toLose.set(times);
  }

  /** Returns how many answers are still to be lost. */
  public int answersToLose() {
    return toLose.get();
  }

  /** Calls back when the node enters the gate next, before the database hears of it. */
  public void onGate(Runnable action) {
    onGate.set(action);
  }

  /** Takes that back, unless it has begun. */
  public boolean forgetGate() {
    return onGate.getAndSet(null) != null;
  }

  /** Returns whether the answer to that statement is to be lost, and counts it. */
  boolean loses(String statement, CommitReader commits) {
    return commits.commits(statement, kind) && toLose.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
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
