package io.executions.database;

import io.executions.api.ServiceUnavailableException;
import io.executions.settings.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The database behind the service's data source: its dialect, its schema and its entities. Opened
 * by the engine when it first reaches it, since it may be away when the application is deployed.
 */
@ApplicationScoped
public class Database {
  private static final System.Logger LOG = System.getLogger(Database.class.getName());

  /** Set by a launcher that has a database for this application. */
  private static final String PLACE = "io.executions.database";

  private final Settings settings;
  private final Tables tables;
  private final Source source;
  private final PersistenceUnitTransactionType transactions;
  private final ReplayCount replays = new ReplayCount();
  private final ConnectionSupply supply = new ConnectionSupply(System::nanoTime);
  private final LostFile lostFile;
  private volatile BooleanSupplier hanging = () -> false;
  private volatile Opened opened;
  private volatile SQLException notOpened;

  /** Where the data source is found, each time that the database is about to be opened. */
  public interface Source {
    Connections find() throws SQLException;
  }

  private record Opened(
      Connections connections,
      Dialect dialect,
      EntityManagerFactory entities,
      Optional<String> warning,
      String url,
      Optional<OpenFile> file) {}

  /** For the proxy only. */
  protected Database() {
    this(null, null, null, null);
  }

  @Inject
  Database(Settings settings, Tables tables) {
    this(
        settings,
        tables,
        () -> Connections.lookUp(settings.dataSource()),
        PersistenceUnitTransactionType.JTA);
  }

  /** Makes one whose data source is found so. */
  public Database(
      Settings settings,
      Tables tables,
      Source source,
      PersistenceUnitTransactionType transactions) {
    this.settings = settings;
    this.tables = tables;
    this.source = source;
    this.transactions = transactions;
    this.lostFile = new LostFile(lease(settings), System::nanoTime);
  }

  /** The proxy has none. */
  private static Duration lease(Settings settings) {
    return settings == null ? Duration.ZERO : settings.lease();
  }

  /**
   * Brings the schema up to date, seeds the cluster's settings, and opens the entities. Does
   * nothing when it is open.
   *
   * @throws UnfitDatabaseException if a person has to change something first
   * @throws SQLException if the database is away; try again later
   */
  public synchronized void open() throws SQLException {
    if (opened != null) {
      return;
    }
    try {
      opened = opening();
    } catch (SQLException e) {
      notOpened = e;
      throw e;
    }
  }

  private Opened opening() throws SQLException {
    Connections connections = source.find();
    Dialect dialect;
    String url;
    String product;
    try (Connection connection = connections.reserved()) {
      dialect = Dialect.of(connection);
      dialect.requireOpenRollbacks(connection);
      dialect.makeDurable(connection);
      DatabaseMetaData metaData = connection.getMetaData();
      url = withoutParameters(metaData.getURL());
      product = metaData.getDatabaseProductName() + " " + metaData.getDatabaseProductVersion();
      Sql sql = new Sql(connection, dialect);
      new Schema(connections.plain(), dialect).migrate(sql);
      tables.seed(sql, settings);
    }
    Optional<String> warning = VolatileDatabase.warning(url);
    Opened now =
        new Opened(
            connections,
            dialect,
            new PersistenceUnit(tables.entities(), connections.joining(), transactions).open(),
            warning,
            url,
            OpenFile.of(url, System::nanoTime));
    // Not sooner: a database that cannot be opened is tried again every other second.
    warning.ifPresent(text -> LOG.log(Level.WARNING, text));
    LOG.log(Level.INFO, "The database is {0} at {1}", product, url);
    return now;
  }

  /** They may hold a password. */
  private static String withoutParameters(String url) {
    return url.split("[?;]", 2)[0];
  }

  /** Returns whether {@link #open()} has succeeded. */
  public boolean isOpen() {
    return opened != null;
  }

  /** Returns why it cannot be used as it is, in a few words, if it was reached and cannot. */
  public Optional<String> unfit() {
    return !isOpen() && notOpened instanceof UnfitDatabaseException failure
        ? Optional.of(failure.problem())
        : Optional.empty();
  }

  /** Returns which database it is that was not reached yet, where that is known; else nothing. */
  public String placeNotReached() {
    String place = System.getProperty(PLACE);
    return isOpen() || place == null ? "" : " (the database is %s)".formatted(place);
  }

  /** Returns what a person should know of the database that is open, if there is anything. */
  public Optional<String> warning() {
    Opened now = opened;
    return now == null ? Optional.empty() : now.warning();
  }

  /** Returns a connection for one thread to keep, not opened yet. */
  public ReservedConnection reserve() {
    Connections connections = opened().connections();
    return new ReservedConnection(
        () -> reserved(connections), opened().dialect(), settings.lease(), replays);
  }

  /** Returns what carries short texts from node to node, if this database has that. */
  public Optional<Notifications> notifications() {
    ReservedConnection telling = reserve();
    return telling.dialect().notifies()
        ? Optional.of(new Notifications(telling, reserve()))
        : Optional.empty();
  }

  private Connection reserved(Connections connections) throws SQLException {
    try {
      Connection connection = connections.reserved();
      lostFile.opened();
      return connection;
    } catch (SQLException e) {
      lostFile.refused(e);
      throw e;
    }
  }

  /**
   * Returns whether the file of an embedded database that was open is in use for good, so that only
   * another start can open it again.
   */
  public boolean hasLostFile() {
    return lostFile.isLost();
  }

  /** Returns the count of replayed transactions. */
  public ReplayCount replays() {
    return replays;
  }

  /**
   * Sets what tells that the database hangs. While it does, all but the engine get an exception at
   * once; else each request would keep a thread and a connection that wait for an answer.
   */
  public void hangsWhile(BooleanSupplier hanging) {
    this.hanging = hanging;
  }

  /**
   * Does nothing unless the database is known to hang.
   *
   * @throws ServiceUnavailableException if it does
   */
  public void requireAnswers() {
    if (hanging.getAsBoolean()) {
      throw new ServiceUnavailableException("The database does not answer", null);
    }
  }

  /** Returns whether the disk of an embedded database is nearly full. */
  public boolean lacksRoom() {
    Opened now = opened;
    return now != null && DiskRoom.isShort(now.url());
  }

  /**
   * Returns that the file of an embedded database is gone, although it is open, and what helps; in
   * words for anybody. Another start would not find what this process has written.
   */
  public Optional<String> goneFile() {
    Opened now = opened;
    return now == null ? Optional.empty() : now.file().flatMap(OpenFile::gone);
  }

  /**
   * Does nothing unless {@link #lacksRoom()} or {@link #goneFile()} says something.
   *
   * @throws ServiceUnavailableException if what is created now might be lost
   */
  public void requirePlace() {
    if (goneFile().isPresent()) {
      throw new ServiceUnavailableException("The file of the embedded database is gone", null);
    }
    if (lacksRoom()) {
      throw new ServiceUnavailableException("The disk of the database is nearly full", null);
    }
  }

  /** Returns whether the data source refused the last connection that was asked of it, lately. */
  public boolean refusesConnections() {
    return supply.fails();
  }

  /**
   * Returns a connection that joins the calling thread's JTA transaction.
   *
   * @throws ServiceUnavailableException if there is none
   */
  public Connection join() {
    requireAnswers();
    try {
      Connection connection = opened().connections().joining().getConnection();
      supply.given();
      return connection;
    } catch (SQLException e) {
      supply.refused();
      throw new ServiceUnavailableException("The database gave no connection", e);
    }
  }

  public Dialect dialect() {
    return opened().dialect();
  }

  public EntityManagerFactory entities() {
    return opened().entities();
  }

  private Opened opened() {
    Opened now = opened;
    if (now == null) {
      throw new ServiceUnavailableException("The database has not been reached yet", notOpened);
    }
    return now;
  }

  @PreDestroy
  public synchronized void close() {
    if (opened != null) {
      opened.entities().close();
      opened = null;
    }
  }
}
