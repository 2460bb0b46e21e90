package io.executions.it.process;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A thread that wakes for one time after the other and commits a row: how late that is, the machine
 * is to blame for, and whatever else runs on it.
 */
final class PlainTimer implements AutoCloseable {
  private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(283);

  private final DatabaseView view;
  private final List<Long> late = new ArrayList<>();
  private final Thread thread = new Thread(this::run, "plain-timer");
  private volatile boolean stopping;
  private volatile SQLException failure;

  /** Starts one on that view, which it closes. */
  PlainTimer(DatabaseView view) throws SQLException {
    this.view = view;
    view.execute("CREATE TABLE plain_timer (id INT AUTO_INCREMENT PRIMARY KEY)");
    thread.start();
  }

  private void run() {
    try {
      for (long next = System.nanoTime() + INTERVAL; !stopping; next += INTERVAL) {
        TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
        view.execute("INSERT INTO plain_timer VALUES ()");
        late.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - next));
      }
    } catch (SQLException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops, and returns how many milliseconds late it was, ascending. */
  List<Long> stop() throws Exception {
    stopping = true;
    thread.join();
    view.close();
    if (failure != null) {
      throw failure;
    }
    return late.stream().sorted().toList();
  }

  @Override
  public void close() throws Exception {
    stopping = true;
    thread.join();
    view.close();
  }
}
