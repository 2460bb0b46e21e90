package io.executions.hints;

import io.executions.database.HiddenDriverException;
import io.executions.database.Notifications;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Hints by notifications of the database. A node notifies itself, at first and whenever nothing has
 * come for a while, to find out whether they arrive: a pooler that does not keep sessions loses
 * them, and a network may have forgotten the connection.
 */
public final class NotificationWay implements HintWay {
  /** What stands before the sender and the hint. */
  private static final String HINT = "hint ";

  /** The database sends it to all listeners, to the asking one as well. */
  private static final String QUESTION = "anybody";

  private static final Duration QUIET = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Notifications notifications;
  private final LongSupplier ticker;
  private final String own = HINT + UUID.randomUUID() + " ";
  private final Queue<Hint> received = new ArrayDeque<>();
  private boolean proven;
  private boolean asked;
  private long since;

  /**
   * Makes a way that is not open yet.
   *
   * @param ticker monotonic nanoseconds
   */
  public NotificationWay(Notifications notifications, LongSupplier ticker) {
    this.notifications = notifications;
    this.ticker = ticker;
  }

  @Override
  public void send(Hint hint) throws SQLException {
    notifications.tell(own + hint.text());
  }

  @Override
  public Optional<Hint> receive(Duration most) throws SQLException, UnsuitableWayException {
    if (!received.isEmpty()) {
      return Optional.of(received.remove());
    }
    listen();
    ask();
    for (String text : notifications.await(most)) {
      proven = true;
      asked = false;
      since = ticker.getAsLong();
      // Every user of the database may notify.
      if (text.startsWith(HINT) && text.length() >= own.length() && !text.startsWith(own)) {
        received.add(Hint.read(text.substring(own.length())));
      }
    }
    return Optional.ofNullable(received.poll());
  }

  private void listen() throws SQLException, UnsuitableWayException {
    try {
      if (notifications.listen()) {
        proven = false;
        asked = false;
      }
    } catch (HiddenDriverException e) {
      throw new UnsuitableWayException(e.getMessage());
    }
  }

  /** Waits for an answer longer than any commit takes. */
  private void ask() throws SQLException, UnsuitableWayException {
    long now = ticker.getAsLong();
    if (!asked && (!proven || now - since > QUIET.toNanos())) {
      notifications.tell(QUESTION);
      asked = true;
      since = ticker.getAsLong();
    } else if (asked && now - since > PATIENCE.toNanos()) {
      if (proven) {
        throw new SQLException("No notification came back");
      }
      throw new UnsuitableWayException("no notification comes back, as behind a pooler");
    }
  }

  @Override
  public boolean hears() {
    return proven;
  }

  @Override
  public void close() {
    proven = false;
    notifications.close();
  }

  @Override
  public String toString() {
    return "by notifications of the database";
  }
}
