package io.executions.service;

import io.executions.api.Bulk;
import io.executions.api.BulkVerb;
import io.executions.api.ClusterSettings;
import io.executions.api.Execution;
import io.executions.api.ExecutionChange;
import io.executions.api.ExecutionSelection;
import io.executions.api.Node;
import io.executions.api.SettingsChange;
import io.executions.engine.EngineWake;
import io.executions.engine.MoveLog;
import io.executions.store.Bulks;
import io.executions.store.CancelAndRetry;
import io.executions.store.ChangeAndDelete;
import io.executions.store.Cluster;
import io.executions.store.NodeRequests;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * What people change: each change is written, told to the engine, and logged with who wanted it.
 */
@ApplicationScoped
class Steering {
  @Inject private DatabaseCall database;
  @Inject private CancelAndRetry moves;
  @Inject private ChangeAndDelete changes;
  @Inject private Bulks bulks;
  @Inject private Cluster cluster;
  @Inject private NodeRequests requests;
  @Inject private EngineWake engine;

  Execution cancel(long id, String by) {
    CancelAndRetry.Done cancelled = database.callInTurn(() -> moves.cancel(id, by));
    cancelled.move().ifPresent(engine::moved);
    engine.wake();
    if (cancelled.changed()) {
      MoveLog.cancelled(cancelled.execution(), by);
    }
    return cancelled.execution();
  }

  Execution retry(long id, String by) {
    CancelAndRetry.Done retried = database.callInTurn(() -> moves.retry(id, by));
    retried.move().ifPresent(engine::moved);
    engine.due(retried.execution().type());
    MoveLog.retried(retried.execution(), by);
    return retried.execution();
  }

  Execution change(long id, ExecutionChange change, Set<Integer> revisions, String by) {
    CancelAndRetry.Done changed =
        database.callInTurn(() -> changes.change(id, change, revisions, by));
    changed
        .move()
        .ifPresent(
            move -> {
              engine.moved(move);
              engine.due(changed.execution().type());
              MoveLog.changed(changed.execution(), by);
            });
    return changed.execution();
  }

  /** Returns the id that it had. */
  long delete(long id, String by) {
    database.callInTurn(() -> changes.delete(id));
    MoveLog.deleted(id, by);
    return id;
  }

  Bulk begin(BulkVerb verb, ExecutionSelection selection, String by) {
    Bulk begun = database.call(() -> bulks.add(verb, selection, by));
    engine.wake();
    BulkLog.created(begun);
    return begun;
  }

  Bulk stop(long id, String by) {
    Bulks.Stopped stopped = database.callInTurn(() -> bulks.stop(id));
    if (stopped.changed()) {
      BulkLog.stopped(stopped.bulk(), by);
    }
    return stopped.bulk();
  }

  ClusterSettings change(SettingsChange change, String by) {
    Cluster.Changed changed = database.call(() -> cluster.change(change));
    if (changed.claimsMore()) {
      engine.anythingDue();
    } else {
      engine.wake();
    }
    SettingsLog.changed(changed.before(), changed.after(), by);
    return changed.after();
  }

  Node drain(long id, String by) {
    Node asked = ask(id, requests::drain);
    NodeLog.drained(asked, by);
    return asked;
  }

  Node resume(long id, String by) {
    Node asked = ask(id, requests::resume);
    NodeLog.resumed(asked, by);
    return asked;
  }

  Node poll(long id) {
    return ask(id, requests::poll);
  }

  /** Wakes the engine, since the node may be this one. */
  private Node ask(long id, LongFunction<Node> request) {
    Node asked = database.call(() -> request.apply(id));
    engine.wake();
    return asked;
  }
}
