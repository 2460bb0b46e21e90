package io.executions.store;

import io.executions.api.NewExecution;
import io.executions.api.Queue;
import io.executions.api.QueueInUseException;
import io.executions.api.QueueNotFoundException;
import io.executions.api.QueueSettings;
import io.executions.api.json.QueueSettingsDocument;
import io.executions.database.Sql;
import io.executions.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The queues as people see them: set, shown, removed. Each change takes its turn at the gate, so
 * that it holds from the next claim on.
 */
@ApplicationScoped
public class Queues {
  private static final String KIND = "queue";
  private static final String FIND =
      "SELECT %s FROM execution_queue q WHERE q.name = ?".formatted(QueueRow.COLUMNS);

  /** The turn is changed, so that on Galera a claim in progress takes its turn again. */
  private static final String COUNT =
      """
      UPDATE execution_gate
         SET turn = turn + 1, queues = (SELECT COUNT(*) FROM execution_queue)
       WHERE id = 1
      """;

  private final Transaction transaction;
  private final Audit audit;
  private final FairQueueNames fair;

  /** For the proxy only. */
  protected Queues() {
    this(null, null, null);
  }

  @Inject
  Queues(Transaction transaction, Audit audit, FairQueueNames fair) {
    this.transaction = transaction;
    this.audit = audit;
    this.fair = fair;
  }

  /** Returns all queues by name. */
  public List<Queue> list() {
    return transaction.sql(sql -> new QueueFigures(sql).all());
  }

  /** Returns the queue, if it is set, or something unfinished is in it, or it is the default. */
  public Optional<Queue> find(String name) {
    return transaction.sql(sql -> new QueueFigures(sql).of(name));
  }

  /** Sets a queue. */
  public Queue set(String name, QueueSettings settings) {
    Queue queue =
        transaction.inGate(
            sql -> {
              Optional<QueueRow> row = sql.first(FIND, QueueRow::read, name);
              if (row.isEmpty()) {
                QueueRow.insert(sql, name, settings);
              } else {
                QueueRow.update(sql, name, settings);
              }
              sql.update(COUNT);
              QueueSettings before = row.map(QueueRow::settings).orElse(QueueSettings.DEFAULTS);
              if (letsMoreOfKey(before, settings)) {
                KeyRelease.ask(sql);
              }
              tell(sql, name, before, settings);
              return new QueueFigures(sql).of(name).orElseThrow();
            });
    fair.changed();
    return queue;
  }

  /** Returns whether some of what is blocked may be free now. */
  private static boolean letsMoreOfKey(QueueSettings before, QueueSettings after) {
    Optional<Integer> limit = before.maxConcurrentPerKey();
    return limit.isPresent()
        && after.maxConcurrentPerKey().map(now -> now > limit.get()).orElse(true);
  }

  private void tell(Sql sql, String name, QueueSettings before, QueueSettings after)
      throws SQLException {
    if (!before.equals(after)) {
      audit.add(
          sql,
          "setQueue",
          KIND,
          name,
          QueueSettingsDocument.write(before),
          QueueSettingsDocument.write(after));
    }
  }

  /** Takes the settings of a queue away in which nothing is unfinished. */
  public void delete(String name) {
    if (name.equals(NewExecution.DEFAULT_QUEUE)) {
      throw QueueInUseException.ofDefault();
    }
    transaction.inGate(
        sql -> {
          boolean set = sql.first(FIND, QueueRow::read, name).isPresent();
          if (new QueueFigures(sql).isInUse(name)) {
            throw QueueInUseException.unfinished(name);
          }
          if (!set) {
            throw new QueueNotFoundException(name);
          }
          sql.update("DELETE FROM execution_queue WHERE name = ?", name);
          sql.update(COUNT);
          audit.add(sql, "deleteQueue", KIND, name);
          return null;
        });
    fair.changed();
  }
}
