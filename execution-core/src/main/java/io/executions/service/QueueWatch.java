package io.executions.service;

import io.executions.api.Queue;
import io.executions.settings.Settings;
import io.executions.store.Cluster;
import io.executions.store.Queues;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/**
 * Knows which of the queues that this node was told to serve nobody has heard of: no handler names
 * them, nobody has set them, and nothing unfinished is in them. Thread-safe.
 */
@ApplicationScoped
class QueueWatch {
  @Resource(lookup = "java:comp/DefaultManagedExecutorService")
  private ManagedExecutorService managed;

  @Inject private Settings settings;
  @Inject private DatabaseCall database;
  @Inject private Queues queues;
  @Inject private Cluster cluster;

  private final RecentNames names =
      new RecentNames(this::unknown, work -> managed.execute(work), System::nanoTime);

  /** Returns them as far as they are known. Never waits for the database. */
  List<String> knownUnknown() {
    return settings.queues().isEmpty() ? List.of() : names.known();
  }

  private List<String> unknown() {
    return database.call(
        () -> {
          List<String> unknown = new ArrayList<>(settings.queues());
          unknown.removeAll(cluster.queues().byType().values());
          unknown.removeAll(queues.list().stream().map(Queue::name).toList());
          return unknown;
        });
  }
}
