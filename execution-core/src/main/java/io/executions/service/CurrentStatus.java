package io.executions.service;

import io.executions.api.ExecutionStats;
import io.executions.api.NodeFilter;
import io.executions.api.ProcessingStatus;
import io.executions.engine.ExecutionPoller;
import io.executions.engine.ProductVersion;
import io.executions.settings.Settings;
import io.executions.store.Cluster;
import io.executions.store.StatsQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What the service is doing now: the cluster as the database knows it, and this node. */
@ApplicationScoped
class CurrentStatus {
  @Inject private Settings settings;
  @Inject private DatabaseCall database;
  @Inject private StatsQuery figures;
  @Inject private Cluster cluster;
  @Inject private ExecutionPoller poller;
  @Inject private TypeWatch types;

  ProcessingStatus now(NodeFilter nodes) {
    ExecutionStats stats = database.call(figures::counts);
    return new ProcessingStatus(
        stats.running(),
        stats.pending(),
        stats.pendingCapped(),
        database.call(cluster::settings),
        settings.pollInterval(),
        poller.isInitialized(),
        ProductVersion.text(),
        poller.nodeName().orElse(settings.nodeName()),
        database.call(() -> cluster.nodes(nodes)),
        types.unhandled());
  }
}
