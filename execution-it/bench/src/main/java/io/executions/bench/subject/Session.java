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
  private Load load;

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
    return switch (words[0]) {
      case "ready" -> subject.ready();
      case "limit" -> done(() -> subject.limit(number(words, 1)));
      case "fill" -> done(() -> subject.fill(Work.of(words[1]), number(words, 2)));
      case "go" -> done(subject::go);
      case "hold" -> done(subject::hold);
      case "drain" -> done(subject::drain);
      case "runs" -> Work.runs();
      case "open" -> subject.open();
      case "create" -> new Creators(subject, threads).measure(number(words, 1), number(words, 2));
      case "create-marked" -> createMarked();
      case "marks" -> Marks.count();
      case "await-mark" -> Marks.await(number(words, 1));
      case "load" -> done(() -> load = Load.start(subject, threads, number(words, 1)));
      case "no-load" -> done(() -> load.stop());
      case "transactions" -> done(() -> subject.transactions(number(words, 1), number(words, 2)));
      case "processes" -> Processes.measure(words[1], number(words, 2));
      default -> throw new IllegalArgumentException("Nobody knows " + words[0]);
    };
  }

  /** What answers nothing. */
  private interface Task {
    void run() throws Exception;
  }

  private static String done(Task task) throws Exception {
    task.run();
    return "";
  }

  private static int number(String[] words, int place) {
    return Integer.parseInt(words[place]);
  }

  /** Returns when the creation was committed. */
  private long createMarked() throws Exception {
    subject.create(Work.MARKED);
    return System.nanoTime();
  }
}
