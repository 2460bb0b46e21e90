package io.executions.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Short texts from session to session of a database that carries them: {@code NOTIFY} and {@code
 * LISTEN} of PostgreSQL. One connection tells, another one listens; it waits for what comes and
 * asks nothing meanwhile. One thread may tell while another one listens and closes.
 */
public final class Notifications implements AutoCloseable {
  /** How many connections it keeps while it is used. */
  public static final int CONNECTIONS = 2;

  private final ReservedConnection telling;
  private final ReservedConnection listening;
  private DriverNotifications heard;

  Notifications(ReservedConnection telling, ReservedConnection listening) {
    this.telling = telling;
    this.listening = listening;
  }

  /** Tells all listeners, this one included. */
  public void tell(String text) throws SQLException {
    synchronized (telling) {
      telling.autoCommit(
          sql -> sql.first("SELECT pg_notify('execution_hints', ?)", row -> true, text));
    }
  }

  /**
   * Listens from now on, unless it does already.
   *
   * @return whether it did not, so that something may have been missed
   * @throws HiddenDriverException if the data source hides its driver
   */
  public boolean listen() throws SQLException {
    if (heard != null) {
      return false;
    }
    heard =
        listening.autoCommit(
            sql -> {
              DriverNotifications of = DriverNotifications.of(sql.connection());
              sql.update("LISTEN execution_hints");
              return of;
            });
    return true;
  }

  /** Waits for what is told while it listens, and returns it; after so long, nothing. */
  public List<String> await(Duration most) throws SQLException {
    try {
      return listening.autoCommit(sql -> heard.await(most));
    } catch (SQLException | RuntimeException | Error e) {
      heard = null;
      throw e;
    }
  }

  @Override
  public void close() {
    heard = null;
    listening.close();
    synchronized (telling) {
      telling.close();
    }
  }
}
