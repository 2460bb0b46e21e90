package io.executions.web.microprofile;

import io.executions.api.Node;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.annotation.Gauge;

/**
 * What this node does, as gauges of MicroProfile Metrics. All are NaN while the database is away
 * and before this node has joined the cluster.
 */
@ApplicationScoped
public class NodeGauges {
  private final RecentFigures recent;

  /** For the proxy only. */
  protected NodeGauges() {
    this(null);
  }

  @Inject
  NodeGauges(RecentFigures recent) {
    this.recent = recent;
  }

  /** Does nothing; whoever calls it has the bean made. */
  void register() {}

  /** Returns how many executions run here. */
  @Gauge(
      name = "execution_service_node_running",
      absolute = true,
      unit = MetricUnits.NONE,
      description = "Executions that run on this node")
  public double running() {
    return figure(node -> Optional.of((double) node.running()));
  }

  /** Returns how many handler threads there are here. */
  @Gauge(
      name = "execution_service_node_workers",
      absolute = true,
      unit = MetricUnits.NONE,
      description = "Handler threads of this node")
  public double workers() {
    return figure(node -> Optional.of((double) node.workers()));
  }

  /** Returns how often this node ran a transaction again. */
  @Gauge(
      name = "execution_service_node_replays",
      absolute = true,
      unit = MetricUnits.NONE,
      description =
          "Transactions that this node, since its start, ran again after a deadlock, a lock"
              + " time-out or a failed certification")
  public double replays() {
    return figure(node -> Optional.of((double) node.replays()));
  }

  /** Returns how long this node's last poll took, in seconds. */
  @Gauge(
      name = "execution_service_node_last_poll_duration",
      absolute = true,
      unit = MetricUnits.SECONDS,
      description = "How long this node's last poll took, as its last beat told")
  public double lastPollDuration() {
    return figure(node -> node.timer().lastPollTook().map(NodeGauges::seconds));
  }

  /** Returns when this node last polled, in seconds since 1970 by the database's clock. */
  @Gauge(
      name = "execution_service_node_last_poll_timestamp",
      absolute = true,
      unit = MetricUnits.SECONDS,
      description = "When this node last polled by the database's clock, as its last beat told")
  public double lastPollTimestamp() {
    return figure(
        node -> node.timer().lastPollAt().map(at -> seconds(Duration.between(Instant.EPOCH, at))));
  }

  private double figure(Function<Node, Optional<Double>> figure) {
    return recent.get().flatMap(ServiceFigures::self).flatMap(figure).orElse(Double.NaN);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
