package io.executions.it.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between the service and its database and loses answers: what commits the chosen kind of
 * statement goes through, then the connection breaks before the answer comes.
 */
final class DatabaseProxy implements AutoCloseable {
  /** A kind of statement, told by a text within it. */
  enum Kind {
    CREATION("INSERT INTO execution "),
    CLAIM("SET status = 'running',"),
    SETTLE("run_at = COALESCE("),
    COMPLETION("SET status = 'completed',"),
    BEAT("SET beat = beat + 1");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int databasePort;
  private final String databaseUrl;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger toLose = new AtomicInteger();
  private volatile Kind kind;

  /** Makes one in front of the database of that URL, at that port of this host. */
  DatabaseProxy(int databasePort, String databaseUrl) throws IOException {
    this.databasePort = databasePort;
    this.databaseUrl = databaseUrl;
    thread(this::accept);
  }

  /** Returns the URL of the same database by way of this proxy. */
  String url() {
    return databaseUrl.replace(":" + databasePort, ":" + listening.getLocalPort());
  }

  /** Loses the answers to the next so many commits of that kind. */
  void loseAnswers(Kind chosen, int times) {
    kind = chosen;
    toLose.set(times);
  }

  /** Returns how many answers are still to be lost. */
  int left() {
    return toLose.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        new Link(listening.accept()).start();
      } catch (IOException e) {
        // Closed, or the database is away: the client finds out.
      }
    }
  }

  private static void thread(Runnable work) {
    Thread thread = new Thread(work, "database-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  /** One connection of the service. */
  private final class Link {
    private final Socket client;
    private final Socket server;
    private final StatementReader reader = StatementReader.of(databaseUrl);
    private boolean inTransaction;
    private boolean begun;
    private boolean chosen;
    private volatile boolean losing;

    Link(Socket client) throws IOException {
      this.client = client;
      open.add(client);
      try {
        server = new Socket(InetAddress.getLoopbackAddress(), databasePort);
      } catch (IOException e) {
        client.close();
        throw e;
      }
      open.add(server);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
    }

    void start() {
      thread(this::ask);
      thread(this::answer);
    }

    private void ask() {
      try (client;
          server) {
        InputStream from = client.getInputStream();
        byte[] bytes = new byte[16384];
        for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
          for (String statement : reader.read(bytes, read)) {
            losing |= loses(statement);
          }
          server.getOutputStream().write(bytes, 0, read);
        }
      } catch (IOException e) {
        // Either side has gone, and so does the other.
      }
    }

    /** Returns whether that statement commits what was chosen, by itself or with others. */
    private boolean loses(String text) {
      String sql = text.strip().replaceAll("\\s+", " ");
      String word = sql.toLowerCase(Locale.ROOT).replace(" ", "");
      if (word.startsWith("setautocommit=")) {
        inTransaction = word.endsWith("0");
      } else if (word.equals("begin")) {
        begun = true;
      }
      Kind wanted = kind;
      chosen |= wanted != null && sql.contains(wanted.text);
      boolean commits = inTransaction || begun ? word.equals("commit") : chosen;
      boolean loses = commits && chosen && toLose.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
      if (commits || word.equals("rollback")) {
        begun = false;
        chosen = false;
      }
      return loses;
    }

    private void answer() {
      try (client;
          server) {
        InputStream from = server.getInputStream();
        byte[] bytes = new byte[16384];
        for (int read = from.read(bytes); read >= 0 && !losing; read = from.read(bytes)) {
          reader.answer(bytes, read);
          client.getOutputStream().write(bytes, 0, read);
        }
      } catch (IOException e) {
        // Either side has gone, and so does the other.
      } finally {
        open.remove(client);
        open.remove(server);
      }
    }
  }
}
