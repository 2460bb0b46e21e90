package io.executions.it.proxy;

import io.executions.it.proxy.DatabaseProxy.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** One connection of a node to its database, by way of a {@link DatabaseProxy}. */
final class ProxiedConnection {
  private static final String GATE = "UPDATE execution_gate SET turn";

  private final DatabaseProxy proxy;
  private final Socket client;
  private final StatementReader reader;
  private final CommitReader commits = new CommitReader();
  private volatile Socket server;
  private volatile boolean deaf;
  private volatile boolean cutting;

  ProxiedConnection(DatabaseProxy proxy, Socket client, StatementReader reader) {
    this.proxy = proxy;
    this.client = client;
    this.reader = reader;
  }

  void start(int target) {
    startThread(() -> fromClient(target));
  }

  static void startThread(Runnable work) {
    Thread thread = new Thread(null, work, "proxy", 128 * 1024);
    thread.setDaemon(true);
    thread.start();
  }

  private void fromClient(int target) {
    try {
      if (proxy.mode() == Mode.REFUSE) {
        return;
      }
      deaf = proxy.mode() == Mode.SWALLOW;
      if (!deaf) {
        server = new Socket(InetAddress.getLoopbackAddress(), target);
        server.setTcpNoDelay(true);
        client.setTcpNoDelay(true);
        startThread(this::fromServer);
      }
      InputStream in = client.getInputStream();
      byte[] bytes = new byte[16 * 1024];
      for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
        if (passes()) {
          inspect(bytes, length);
          server.getOutputStream().write(bytes, 0, length);
        }
      }
    } catch (IOException e) {
      // either side is gone, and so is the connection
    } finally {
      endAfter(client);
    }
  }

  private void fromServer() {
    try {
      InputStream in = server.getInputStream();
      OutputStream out = client.getOutputStream();
      byte[] bytes = new byte[16 * 1024];
      for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
        if (cutting) {
          return;
        }
        if (passes()) {
          reader.answer(bytes, length);
          out.write(bytes, 0, length);
        }
      }
    } catch (IOException e) {
      // either side is gone, and so is the connection
    } finally {
      endAfter(server);
    }
  }

  /** Where bytes vanish, the other side does not hear of the end either. */
  private void endAfter(Socket side) {
    if (deaf && proxy.mode() == Mode.SWALLOW) {
      close(side);
    } else {
      reset();
    }
  }

  private boolean passes() {
    deaf |= proxy.mode() == Mode.SWALLOW;
    return !deaf;
  }

  private void inspect(byte[] bytes, int length) {
    for (String statement : reader.read(bytes, length)) {
      cutting |= proxy.loses(statement, commits);
      if (statement.contains(GATE)) {
        proxy.gateEntered();
      }
    }
  }

  /** Returns whether it has lost bytes and its client has given it up. */
  boolean abandoned() {
    return deaf && client.isClosed();
  }

  /** Ends both sides; what was on its way is lost. */
  void reset() {
    close(client);
    close(server);
    proxy.ended(this);
  }

  private static void close(Socket socket) {
    try {
      if (socket != null) {
        socket.setSoLinger(true, 0);
        socket.close();
      }
    } catch (IOException e) {
      // it was closed already
    }
  }
}
