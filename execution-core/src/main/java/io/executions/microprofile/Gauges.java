package io.executions.microprofile;

import io.executions.api.ExecutionStats;
import io.executions.api.Node;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;

/**
 * What the cluster and this node do, as gauges of MicroProfile Metrics. Each bears the application
 * as a tag: a server shows those of all its applications in one list. All of them are NaN while the
 * database is away; those of the node are NaN also before it has joined.
 */
final class Gauges {
  private static final String PREFIX = "execution_service_";

  private final MetricRegistry registry;
  private RecentFigures recent;
  private Tag application;

  @Inject
  Gauges(MetricRegistry registry) {
    this.registry = registry;
  }

  /** Adds them all to the registry, as those of that application. */
  void register(String applicationName, RecentFigures figures) {
    application = new Tag("application", applicationName);
    recent = figures;
    registerCluster();
    registerNode();
  }

  /** What the whole cluster does: each node shows the same. */
  private void registerCluster() {
    executions("pending", ExecutionStats::pending);
    executions("running", ExecutionStats::running);
    executions("completed", ExecutionStats::completed);
    executions("failed", ExecutionStats::failed);
    executions("cancelled", ExecutionStats::cancelled);
    cluster(
        "limit",
        "How many executions may run at the same time in the whole cluster",
        now -> now.status().settings().maxConcurrentExecutions());
    cluster(
        "paused",
        "1 while no node claims anything because somebody paused them, else 0",
        now -> now.status().settings().paused() ? 1 : 0);
    cluster("nodes", "Nodes that have neither stopped nor died", now -> now.nodes().size());
    cluster(
        "unhandled_types",
        "Types that have pending executions and no living node that handles them",
        now -> now.status().unhandledTypes().size());
  }

  private void registerNode() {
    node(
        "running",
        "Executions that run on this node",
        node -> Optional.of((double) node.running()));
    node("workers", "Handler threads of this node", node -> Optional.of((double) node.workers()));
    node(
        "replays",
        "Transactions that this node, since its start, ran again after a deadlock, a lock"
            + " time-out or a failed certification",
        node -> Optional.of((double) node.replays()));
    nodeSeconds(
        "last_poll_duration",
        "How long this node's last poll took, as its last beat told",
        node -> node.timer().lastPollTook());
    nodeSeconds(
        "last_poll_timestamp",
        "When this node last polled by the database's clock, as its last beat told",
        node -> node.timer().lastPollAt().map(at -> Duration.between(Instant.EPOCH, at)));
  }

  private void executions(String status, ToLongFunction<ExecutionStats> count) {
    register(
        "executions",
        MetricUnits.NONE,
        "Executions in the whole cluster by status; pending ones are counted up to 10,000",
        now -> Optional.of((double) count.applyAsLong(now.stats())),
        application,
        new Tag("status", status));
  }

  private void cluster(String name, String meaning, ToLongFunction<ServiceFigures> figure) {
    register(
        name,
        MetricUnits.NONE,
        meaning,
        now -> Optional.of((double) figure.applyAsLong(now)),
        application);
  }

  private void node(String name, String meaning, Function<Node, Optional<Double>> figure) {
    register(
        "node_" + name, MetricUnits.NONE, meaning, now -> now.self().flatMap(figure), application);
  }

  private void nodeSeconds(String name, String meaning, Function<Node, Optional<Duration>> figure) {
    register(
        "node_" + name,
        MetricUnits.SECONDS,
        meaning,
        now -> now.self().flatMap(figure).map(duration -> duration.toNanos() / 1e9),
        application);
  }

  private void register(
      String name,
      String unit,
      String meaning,
      Function<ServiceFigures, Optional<Double>> figure,
      Tag... tags) {
    Metadata metadata =
        Metadata.builder().withName(PREFIX + name).withUnit(unit).withDescription(meaning).build();
    registry.gauge(metadata, () -> recent.get().flatMap(figure).orElse(Double.NaN), tags);
  }
}
