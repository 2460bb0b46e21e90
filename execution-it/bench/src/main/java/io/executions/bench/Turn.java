package io.executions.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One contender in one round: an empty database, new processes, and all workloads. */
final class Turn {
  private final Plan plan;
  private final Contender contender;
  private final int round;
  private final Database database;
  private final Path home;
  private final Report report;
  private final List<Node> nodes = new ArrayList<>();
  private String url;
  private Workload workload;

  Turn(Plan plan, Contender contender, int round, Database database, Path home, Report report) {
    this.plan = plan;
    this.contender = contender;
    this.round = round;
    this.database = database;
    this.home = home;
    this.report = report;
  }

  void run() throws IOException, InterruptedException, SQLException {
    url = database.create();
    try {
      for (Workload each : plan.workloads()) {
        workload = each;
        measure();
      }
    } finally {
      leave(0);
      database.drop(url);
    }
  }

  /** What fails leaves nothing behind for the others. */
  private void measure() throws IOException, InterruptedException, SQLException {
    try {
      workload.measure(this);
    } catch (IOException | SQLException e) {
      fail(e);
      newDatabase();
    }
  }

  /** Notes that what is measured now could not be. */
  void fail(Exception reason) {
    report.fail(workload, contender, round, reason);
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
      start(Map.of());
    }
    return List.copyOf(nodes);
  }

  /** Returns a node that has just been started, as the only one, with further settings. */
  Node newNode(Map<String, String> settings) throws IOException, InterruptedException {
    leave(0);
    start(settings);
    return nodes.get(0);
  }

  /** Ends all nodes, so that what follows begins with others. */
  void endNodes() throws IOException, InterruptedException {
    leave(0);
  }

  /** Ends all nodes, and gives those that follow an empty database. */
  void newDatabase() throws IOException, InterruptedException, SQLException {
    leave(0);
    database.drop(url);
    url = database.create();
  }

  private void start(Map<String, String> settings) throws IOException, InterruptedException {
    int number = nodes.size() + 1;
    Path place = home.resolve("%s-%d-%d".formatted(contender.label(), round, number));
    nodes.add(Node.start(contender, url, place, number, settings));
  }

  /** Returns a directory for what this run needs. */
  Path home() {
    return home;
  }

  String url() {
    return url;
  }

  Database database() {
    return database;
  }

  Throughput throughput(int count) throws IOException, InterruptedException {
    return throughput(count, () -> {});
  }

  Throughput throughput(int count, Throughput.Preparation preparation)
      throws IOException, InterruptedException {
    return new Throughput(nodes(count), database, plan, preparation);
  }

  /** Notes what the workload has found; the first figure is the one that counts. */
  void add(String setting, Map<String, Double> values) {
    report.add(new Sample(workload.label(), contender.label(), setting, round, values));
  }

  private void leave(int count) throws IOException, InterruptedException {
    while (nodes.size() > count) {
      nodes.remove(nodes.size() - 1).close();
    }
  }
}
