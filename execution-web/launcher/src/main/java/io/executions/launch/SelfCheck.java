package io.executions.launch;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Asks for something all the time, by the way that every request goes, so that health is not "up"
 * where nothing else is answered. Without a token the application has a problem document for it;
 * whatever else comes three times is not from the application. An answer that is late says nothing:
 * others are being answered then.
 *
 * <p>Tells the listener when the application cannot answer, or lacks files: it then answers all but
 * requests for health, and this one's, by itself.
 */
final class SelfCheck implements Runnable {
  private static final System.Logger LOG = System.getLogger(SelfCheck.class.getName());

  private static final int PATIENCE_MILLIS = 5000;
  private static final int MOST_WRONG = 3;

  /** What the listener reads and lets through; it is out of sight from here. */
  private static final String BROKEN = "io.executions.broken";

  private static final String HEADER = "X-Self-Check";

  /** Where the listener finds what this one's requests say of themselves; nobody else knows it. */
  private static final String SECRET = "io.executions.self-check";

  private final URL place;
  private final BooleanSupplier stopping;
  private int wrong;

  SelfCheck(URL place, BooleanSupplier stopping) {
    this.place = place;
    System.setProperty(SECRET, UUID.randomUUID().toString());
    this.stopping = stopping;
  }

  /**
   * Asks once. A server may stay up with an application that has started only in part.
   *
   * @throws ServerStartException if the application gives no answer
   */
  void requireAnswer() throws ServerStartException {
    try {
      String wrong = ask();
      if (wrong != null) {
        throw new ServerStartException(
            "the application does not answer, for the reason above; the server does: " + wrong);
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "No answer in time", e);
    }
  }

  /** Asks until the process ends; what is answered while it stops does not count. */
  void begin() {
    Regularly.run("self-check", this);
  }

  @Override
  public void run() {
    try {
      if (Pollers.missFiles()) {
        // Each answer would be a stack trace in the log.
        System.setProperty(BROKEN, "true");
        return;
      }
      String answer = ask();
      if (!stopping.getAsBoolean()) {
        judge(answer);
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "No answer in time", e);
    } catch (Exception | LinkageError e) {
      LOG.log(Level.WARNING, "The answer could not be judged", e);
    }
  }

  /** Returns null if it is an answer of the application. */
  private String ask() throws IOException {
    HttpURLConnection connection = (HttpURLConnection) place.openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    connection.setRequestProperty("Connection", "close");
    connection.setRequestProperty(HEADER, System.getProperty(SECRET));
    try {
      int status = connection.getResponseCode();
      boolean own =
          status != HttpURLConnection.HTTP_INTERNAL_ERROR
              && String.valueOf(connection.getContentType()).startsWith("application/problem+json");
      return own ? null : status + " " + connection.getContentType();
    } finally {
      connection.disconnect();
    }
  }

  private void judge(String wrongAnswer) throws Exception {
    if (wrongAnswer == null) {
      System.clearProperty(BROKEN);
      if (wrong >= MOST_WRONG) {
        LOG.log(Level.INFO, "Requests are answered again");
        Pollers.answering(true);
      }
      wrong = 0;
    } else if (++wrong == MOST_WRONG) {
      LOG.log(Level.ERROR, "Requests are not answered by the application: {0}", wrongAnswer);
      System.setProperty(BROKEN, "true");
      Pollers.answering(false);
    }
  }
}
