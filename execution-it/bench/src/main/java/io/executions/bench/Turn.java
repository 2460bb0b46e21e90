package io.executions.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One contender in one round: an empty database, new processes, and all workloads. */
final class Turn {
  private final Plan plan;
  private final Contender contender;
  private final int round;
  private final Database database;
  private final Path home;
  private final Consumer<Sample> samples;
  private final List<Node> nodes = new ArrayList<>();
  private String url;
  private Workload workload;

  Turn(
      Plan plan,
      Contender contender,
      int round,
      Database database,
      Path home,
      Consumer<Sample> samples) {
    this.plan = plan;
    this.contender = contender;
    this.round = round;
    this.database = database;
    this.home = home;
    this.samples = samples;
  }

  void run() throws IOException, InterruptedException, SQLException {
    url = database.create();
    try {
      for (Workload each : plan.workloads()) {
        workload = each;
        workload.measure(this);
      }
    } finally {
      leave(0);
      database.drop(url);
    }
  }

  Plan plan() {
    return plan;
  }

  Contender contender() {
    return contender;
  }

  /** Returns a node. */
  Node node() throws IOException, InterruptedException {
    return nodes(1).get(0);
  }

  /** Returns so many nodes of a cluster, which no other ones belong to. */
  List<Node> nodes(int count) throws IOException, InterruptedException {
    leave(count);
    while (nodes.size() < count) {
      Path place = home.resolve("%s-%d-%d".formatted(contender.label(), round, nodes.size() + 1));
      nodes.add(Node.start(contender, url, place));
    }
    return List.copyOf(nodes);
  }

  /** Returns a node that has just been started, as the only one. */
  Node newNode() throws IOException, InterruptedException {
    leave(0);
    return node();
  }

  Database database() {
    return database;
  }

  Throughput throughput(int count) throws IOException, InterruptedException {
    return new Throughput(nodes(count), database);
  }

  /** Notes what the workload has found; the first figure is the one that counts. */
  void add(String setting, Map<String, Double> values) {
    samples.accept(new Sample(workload.label(), contender.label(), setting, round, values));
  }

  private void leave(int count) throws IOException, InterruptedException {
    while (nodes.size() > count) {
      nodes.remove(nodes.size() - 1).close();
    }
  }
}
