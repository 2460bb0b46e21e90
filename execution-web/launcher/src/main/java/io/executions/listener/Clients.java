package io.executions.listener;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * All clients that are connected. A thread of its own looks at their deadlines and at the memory
 * that they hold. Safe for use by several threads.
 */
final class Clients {
  private static final System.Logger LOG = System.getLogger(Clients.class.getName());
  private static final long PAUSE_MILLIS = 250;
  private static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Set<Client> connected = ConcurrentHashMap.newKeySet();
  private final ByteBudget bodies = new ByteBudget(Runtime.getRuntime().maxMemory() / 8);
  private final ByteBudget answers = new ByteBudget(Runtime.getRuntime().maxMemory() / 8);

  void add(Client client) {
    connected.add(client);
  }

  void remove(Client client) {
    connected.remove(client);
    client.closed();
  }

  /** Returns what request bodies may take. */
  ByteBudget bodies() {
    return bodies;
  }

  /** Returns what answers that nobody has read may take. */
  ByteBudget answers() {
    return answers;
  }

  /** Begins to look after them, until the process ends. */
  void watch() {
    Thread watch = new Thread(this::lookForEver, "http-deadlines");
    watch.setDaemon(true);
    watch.start();
  }

  private void lookForEver() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        look(System.nanoTime());
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, "Could not look after the clients", e);
      }
    }
  }

  private void look(long now) {
    connected.forEach(client -> client.look(now));
    if (answers.excess() > 0) {
      endThoseUnreadLongest(now);
    }
  }

  private void endThoseUnreadLongest(long now) {
    long excess = answers.excess();
    List<Client> waited =
        connected.stream()
            .map(client -> new Unread(client, client.unreadNanos(now)))
            .filter(unread -> unread.nanos() > LEAST_NANOS)
            .sorted(Comparator.comparingLong(Unread::nanos).reversed())
            .map(Unread::client)
            .toList();
    for (Client client : waited) {
      if (excess <= 0) {
        return;
      }
      excess -= client.unread();
      client.reset();
    }
  }

  /**
   * A client, and for how long something has been waiting for it; read once, since that changes.
   */
  private record Unread(Client client, long nanos) {}
}
