package io.executions.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A connection that one thread keeps for itself, outside any JTA transaction, at READ COMMITTED
 * whatever the data source's default. A database that does not answer for half a lease (or longer,
 * if the lease is shorter than it may be waited for a lock), or for a third once {@link
 * #shortenTimeout()} was called, counts as gone. Opened when first used, dropped when it fails, and
 * then opened anew. Not thread-safe.
 */
public final class ReservedConnection implements AutoCloseable {
  /** Opens a connection that no transaction will ever touch. */
  public interface Source {
    /** Opens one. */
    Connection open() throws SQLException;
  }

  /** Work on the connection. */
  public interface Work<T> {
    T run(Sql sql) throws SQLException;
  }

  /** After the longest wait for a lock the database says so, which takes a moment more. */
  private static final Duration AFTER_LOCK_WAIT = Duration.ofMillis(500);

  private static final String TAKE_TURN = "UPDATE execution_gate SET turn = turn + 1 WHERE id = 1";

  private final Source source;
  private final Dialect dialect;
  private final Duration lease;
  private final ReplayCount replays;
  private Duration patience;
  private Connection connection;
  private int isolationBefore;
  private int timeoutBefore;
  private String boundsBefore;
  private boolean replicated;

  /** Whether statements make transactions; it costs a round trip to change that. */
  private boolean transacting;

  /** Whether a glance has begun one. */
  private boolean glanced;

  private Packet packet = Packet.UNBOUNDED;

  /** Makes a connection that is not open yet. */
  public ReservedConnection(Source source, Dialect dialect, Duration lease, ReplayCount replays) {
    this.source = source;
    this.dialect = dialect;
    this.lease = lease;
    Duration half = lease.dividedBy(2);
    Duration ofLocks = dialect.lockWait(lease).plus(AFTER_LOCK_WAIT);
    this.patience = half.compareTo(ofLocks) < 0 ? ofLocks : half;
    this.replays = replays;
  }

  Dialect dialect() {
    return dialect;
  }

  public ReplayCount replays() {
    return replays;
  }

  /**
   * From now on waits less long for an answer, so that there is time within a lease for another try
   * on another connection. Too short for what waits for a lock.
   */
  public void shortenTimeout() throws SQLException {
    patience = lease.dividedBy(3);
    if (connection != null) {
      bound(connection);
    }
  }

  /** Runs statements that each commit by themselves. */
  public <T> T autoCommit(Work<T> work) throws SQLException {
    commitEach();
    return glance(work);
  }

  /**
   * Reads. After a transaction, this begins the next one; if none follows, {@link #rest()} must end
   * it. Otherwise it stands by itself.
   */
  public <T> T glance(Work<T> work) throws SQLException {
    try {
      Connection open = open();
      glanced = transacting;
      return work.run(new Sql(open, dialect));
    } catch (SQLException | RuntimeException | Error e) {
      drop();
      throw e;
    }
  }

  /** Ends what a glance may have begun; after that each statement commits by itself. */
  public void rest() throws SQLException {
    if (glanced) {
      commitEach();
    }
  }

  private void commitEach() throws SQLException {
    if (!transacting || connection == null) {
      return;
    }
    try {
      connection.setAutoCommit(true);
      transacting = false;
      glanced = false;
    } catch (SQLException | RuntimeException | Error e) {
      drop();
      throw e;
    }
  }

  /** Runs one transaction, again when a deadlock or the like rolled it back. */
  public <T> T transaction(Work<T> work) throws SQLException {
    return Replay.of(() -> once(work), replays::add);
  }

  /** Returns whether the open connection is to a cluster of databases. */
  public boolean isReplicated() {
    return replicated;
  }

  /** Returns how large a statement the open connection takes. */
  public Packet packet() {
    return packet;
  }

  /**
   * Runs one transaction that enters the gate first of all, in turn with those of other database
   * nodes.
   */
  public <T> T inGate(Work<T> work) throws SQLException {
    open();
    Work<T> entered =
        sql -> {
          sql.update(TAKE_TURN);
          return work.run(sql);
        };
    return replicated ? withTicket(entered) : transaction(entered);
  }

  private <T> T withTicket(Work<T> work) throws SQLException {
    GateTickets tickets = new GateTickets();
    AtomicBoolean lost = new AtomicBoolean();
    try {
      return Replay.inTurn(
          () -> onceWithTicket(tickets, lost.get(), work),
          () -> {
            lost.set(true);
            replays.add();
          });
    } catch (SQLException | RuntimeException e) {
      giveBack(tickets, e);
      throw e;
    }
  }

  private <T> T onceWithTicket(GateTickets tickets, boolean lost, Work<T> work)
      throws SQLException {
    autoCommit(
        sql -> {
          tickets.await(sql, lost);
          return null;
        });
    return once(
        sql -> {
          T result = work.run(sql);
          tickets.giveBack(sql);
          return result;
        });
  }

  /** Where the database is away, others find out that the ticket is abandoned. */
  private void giveBack(GateTickets tickets, Exception reason) {
    if (FailureKind.of(reason).isOutage()) {
      return;
    }
    try {
      autoCommit(
          sql -> {
            tickets.giveBack(sql);
            return null;
          });
    } catch (SQLException | RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  private <T> T once(Work<T> work) throws SQLException {
    Connection open = open();
    try {
      if (!transacting) {
        open.setAutoCommit(false);
        transacting = true;
      }
      T result = work.run(new Sql(open, dialect));
      open.commit();
      glanced = false;
      return result;
    } catch (SQLException | RuntimeException | Error e) {
      rollBack(e);
      throw e;
    }
  }

  private void rollBack(Throwable reason) {
    if (FailureKind.of(reason) != FailureKind.REPLAY) {
      drop();
      return;
    }
    try {
      connection.rollback();
      glanced = false;
    } catch (SQLException | RuntimeException | Error e) {
      reason.addSuppressed(e);
      drop();
    }
  }

  private Connection open() throws SQLException {
    if (connection == null) {
      Connection opened = source.open();
      try {
        isolationBefore = opened.getTransactionIsolation();
        opened.setAutoCommit(true);
        transacting = false;
        glanced = false;
        opened.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        boundsBefore = dialect.boundSession(opened, lease);
        replicated = dialect.isReplicated(opened);
        packet = dialect.packet(new Sql(opened, dialect));
        timeoutBefore = opened.getNetworkTimeout();
        bound(opened);
        connection = opened;
      } catch (SQLException | RuntimeException | Error e) {
        ConnectionEnd.closeQuietly(opened, e);
        throw e;
      }
    }
    return connection;
  }

  private void bound(Connection bounded) throws SQLException {
    bounded.setNetworkTimeout(Runnable::run, (int) patience.toMillis());
  }

  /** Gives the connection back as it was; the next use opens another. */
  private void drop() {
    if (connection == null) {
      return;
    }
    Connection dropped = connection;
    connection = null;
    try {
      // Also where each statement commits by itself: one whose commit failed keeps its locks.
      dropped.setAutoCommit(false);
      dropped.rollback();
      dropped.setAutoCommit(true);
      new Sql(dropped, dialect).update(boundsBefore);
      dropped.setNetworkTimeout(Runnable::run, timeoutBefore);
      dropped.setTransactionIsolation(isolationBefore);
    } catch (SQLException | RuntimeException | Error e) {
      // It is broken, and the pool finds that out when it validates it.
      ConnectionEnd.abort(dropped);
    } finally {
      ConnectionEnd.closeQuietly(dropped, null);
    }
  }

  @Override
  public void close() {
    drop();
  }
}
