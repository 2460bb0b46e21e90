package io.executions.bench.peer;

import io.executions.bench.subject.Subject;
import io.executions.bench.subject.Work;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * What somebody writes who needs nothing but a queue in a table: no limit, no attempts, no
 * recovery, no totals. What it reaches is what a database can do.
 */
final class PlainJdbc implements Subject {
  private static final int FILL_BATCH = 1000;

  private static final String INSERT = "INSERT INTO job (type, input, status) VALUES (?, '{}', ?)";

  private final PeerDatabase database;
  private final List<PlainWorker> workers = new ArrayList<>();
  private final Queue<PreparedStatement> idleInserts = new ConcurrentLinkedQueue<>();

  PlainJdbc(String url, int threads, Function<PlainTable, PlainClaim> claims) throws SQLException {
    database = new PeerDatabase(preparing(url), 2 * threads + 10);
    PlainTable table = database.isPostgreSql() ? PlainTable.POSTGRESQL : PlainTable.MARIADB;
    database.run(table.script());
    PlainClaim claim = claims.apply(table);
    for (int i = 0; i < threads; i++) {
      PlainWorker worker = new PlainWorker(database.pool(), claim);
      workers.add(worker);
      worker.start();
    }
  }

  /** MariaDB answers sooner to what it has prepared; with PostgreSQL's driver it is the habit. */
  private static String preparing(String url) {
    return url.startsWith("jdbc:mariadb:")
        ? url + "?useServerPrepStmts=true&prepStmtCacheSize=48&disablePipeline=true"
        : url;
  }

  @Override
  public boolean ready() {
    return true;
  }

  /** On a connection that stays with its statement, as nothing can be quicker. */
  @Override
  public void create(Work work) throws SQLException {
    PreparedStatement idle = idleInserts.poll();
    PreparedStatement insert =
        idle == null ? database.pool().getConnection().prepareStatement(INSERT) : idle;
    insert.setString(1, work.label());
    insert.setString(2, "pending");
    insert.executeUpdate();
    idleInserts.add(insert);
  }

  @Override
  public void fill(Work work, int count) throws SQLException {
    try (Connection connection = database.pool().getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (int i = 1; i <= count; i++) {
        insert.setString(1, work.label());
        insert.setString(2, "pending");
        insert.addBatch();
        if (i % FILL_BATCH == 0 || i == count) {
          insert.executeBatch();
        }
      }
    }
  }

  @Override
  public void go() {
    workers.forEach(PlainWorker::go);
  }

  @Override
  public void hold() {
    workers.forEach(PlainWorker::hold);
  }

  @Override
  public long open() throws SQLException {
    return database.number("SELECT COUNT(*) FROM job WHERE status IN ('pending', 'running')");
  }

  @Override
  public void close() throws InterruptedException {
    for (PlainWorker worker : workers) {
      worker.end();
    }
    database.close();
  }
}
