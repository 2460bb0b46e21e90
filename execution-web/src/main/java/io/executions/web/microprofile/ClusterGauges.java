package io.executions.web.microprofile;

import io.executions.api.ExecutionStats;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.annotation.Gauge;

/**
 * What the whole cluster does, as gauges of MicroProfile Metrics: each node shows the same. All are
 * NaN while the database is away.
 */
@ApplicationScoped
public class ClusterGauges {
  private static final String EXECUTIONS = "execution_service_executions";
  private static final String EXECUTIONS_MEAN =
      "Executions in the whole cluster by status; pending ones are counted up to 10,000";

  private final RecentFigures recent;

  /** For the proxy only. */
  protected ClusterGauges() {
    this(null);
  }

  @Inject
  ClusterGauges(RecentFigures recent) {
    this.recent = recent;
  }

  /** Does nothing; whoever calls it has the bean made. */
  void register() {}

  /** Returns how many executions wait, counted up to a cap. */
  @Gauge(
      name = EXECUTIONS,
      tags = "status=pending",
      absolute = true,
      unit = MetricUnits.NONE,
      description = EXECUTIONS_MEAN)
  public double pending() {
    return count(ExecutionStats::pending);
  }

  /** Returns how many executions a node has claimed. */
  @Gauge(
      name = EXECUTIONS,
      tags = "status=running",
      absolute = true,
      unit = MetricUnits.NONE,
      description = EXECUTIONS_MEAN)
  public double running() {
    return count(ExecutionStats::running);
  }

  /** Returns how many executions completed and are still kept. */
  @Gauge(
      name = EXECUTIONS,
      tags = "status=completed",
      absolute = true,
      unit = MetricUnits.NONE,
      description = EXECUTIONS_MEAN)
  public double completed() {
    return count(ExecutionStats::completed);
  }

  /** Returns how many executions failed and are still kept. */
  @Gauge(
      name = EXECUTIONS,
      tags = "status=failed",
      absolute = true,
      unit = MetricUnits.NONE,
      description = EXECUTIONS_MEAN)
  public double failed() {
    return count(ExecutionStats::failed);
  }

  /** Returns how many executions were cancelled and are still kept. */
  @Gauge(
      name = EXECUTIONS,
      tags = "status=cancelled",
      absolute = true,
      unit = MetricUnits.NONE,
      description = EXECUTIONS_MEAN)
  public double cancelled() {
    return count(ExecutionStats::cancelled);
  }

  /** Returns how many executions may run at the same time. */
  @Gauge(
      name = "execution_service_limit",
      absolute = true,
      unit = MetricUnits.NONE,
      description = "How many executions may run at the same time in the whole cluster")
  public double limit() {
    return figure(now -> now.status().settings().maxConcurrentExecutions());
  }

  /** Returns 1 while claims are paused, 0 otherwise. */
  @Gauge(
      name = "execution_service_paused",
      absolute = true,
      unit = MetricUnits.NONE,
      description = "1 while no node claims anything because somebody paused them, else 0")
  public double paused() {
    return figure(now -> now.status().settings().paused() ? 1 : 0);
  }

  /** Returns how many nodes have neither stopped nor died. */
  @Gauge(
      name = "execution_service_nodes",
      absolute = true,
      unit = MetricUnits.NONE,
      description = "Nodes that have neither stopped nor died")
  public double nodes() {
    return figure(now -> now.nodes().size());
  }

  private double count(ToDoubleFunction<ExecutionStats> count) {
    return figure(now -> count.applyAsDouble(now.stats()));
  }

  private double figure(ToDoubleFunction<ServiceFigures> figure) {
    return recent.get().map(figure::applyAsDouble).orElse(Double.NaN);
  }
}
