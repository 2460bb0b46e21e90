package io.executions.bench.subject;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The conversation with the benchmark: one line asks, one line answers, {@code ok} and what was
 * asked for or {@code failed} and why. It ends this process when it ends.
 */
public final class Session implements Runnable {
  private static final Logger LOG = Logger.getLogger(Session.class.getName());

  private final Subject subject;
  private final int port;
  private final ThreadFactory threads;

  /** Makes one with the benchmark that listens on that port. */
  public Session(Subject subject, int port, ThreadFactory threads) {
    this.subject = subject;
    this.port = port;
    this.threads = threads;
  }

  @Override
  public void run() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        BufferedReader from =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        PrintWriter to = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8)) {
      socket.setTcpNoDelay(true);
      for (String line = from.readLine(); line != null; line = from.readLine()) {
        to.println(answer(line.split(" ")));
      }
    } catch (IOException e) {
      LOG.log(Level.SEVERE, "The benchmark is gone", e);
    }
    Runtime.getRuntime().halt(0);
  }

  private String answer(String[] words) {
    try {
      return ("ok " + result(words)).strip();
    } catch (Exception e) {
      LOG.log(Level.SEVERE, "Failed: " + String.join(" ", words), e);
      return "failed " + e.toString().replace('\n', ' ');
    }
  }

  private Object result(String[] words) throws Exception {
    switch (words[0]) {
      case "ready":
        return subject.ready();
      case "limit":
        subject.limit(Integer.parseInt(words[1]));
        return "";
      case "fill":
        subject.fill(Work.of(words[1]), Integer.parseInt(words[2]));
        return "";
      case "go":
        subject.go();
        return "";
      case "hold":
        subject.hold();
        return "";
      case "runs":
        return Work.runs();
      case "open":
        return subject.open();
      case "create":
        return new Creators(subject, threads)
            .measure(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
      case "pick-up":
        return new PickUps(subject).measure(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
      default:
        throw new IllegalArgumentException("Nobody knows " + words[0]);
    }
  }
}
