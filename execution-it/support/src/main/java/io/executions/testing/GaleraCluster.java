package io.executions.testing;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Three MariaDB servers that replicate to each other by Galera, on loopback ports of their own.
 * Nodes are numbered from 0. One cluster is shared by all tests of a JVM and ends with it; a test
 * that takes nodes away starts one of its own, or brings them back.
 */
public final class GaleraCluster implements AutoCloseable {
  /** How many nodes there are. */
  public static final int SIZE = 3;

  private static final Duration MOST = Duration.ofMinutes(2);
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static GaleraCluster shared;

  private final Path home;
  private final List<GaleraNode> nodes = new ArrayList<>();
  private final Thread hook = new Thread(this::close);
  private final boolean kept;

  private GaleraCluster(Path home, boolean kept) {
    this.home = home;
    this.kept = kept;
    GaleraPackages packages = GaleraPackages.unpacked();
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      for (int number = 0; number < SIZE; number++) {
        Path own = Files.createDirectories(home.resolve("db" + number));
        Files.createDirectories(own.resolve("data"));
        Files.createDirectories(own.resolve("tmp"));
        nodes.add(new GaleraNode(packages, own, LoopbackPort::free));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    nodes.get(0).install();
    nodes.get(0).startFirst();
    joinOneByOne(nodes.get(0));
  }

  /** Returns the shared cluster, started when first asked for. */
  public static synchronized GaleraCluster shared() {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  /** Starts a cluster that no other test uses, and returns when all its nodes are in step. */
  public static GaleraCluster start() {
    try {
      return new GaleraCluster(Files.createTempDirectory("galera-"), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts one that leaves its data and its logs in that directory when it ends. */
  public static GaleraCluster start(Path home) {
    return new GaleraCluster(home, true);
  }

  /** Creates an empty database, which all nodes know then, and returns its name. */
  public String newDatabase() {
    String name = "test_" + DATABASES.incrementAndGet();
    try (Connection connection = DriverManager.getConnection(url(0, ""), "root", "");
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    nodes.stream()
        .filter(GaleraNode::runs)
        .forEach(node -> await().atMost(MOST).until(() -> node.knows(name)));
    return name;
  }

  /** Returns the JDBC URL of a database at one node; the user is root, without a password. */
  public String url(int node, String database) {
    return "jdbc:mariadb://127.0.0.1:%d/%s".formatted(port(node), database);
  }

  /** Returns the port at which a node is spoken to. */
  public int port(int node) {
    return nodes.get(node).port();
  }

  /** Kills a node, as {@code kill -9} does, and returns when it is gone. */
  public void kill(int node) {
    nodes.get(node).kill();
  }

  /** Starts a killed node again and lets it catch up; returns when it has. */
  public void restart(int node) {
    nodes.get(node).join(addresses());
    awaitSynced();
  }

  /** Stops a node's process in the middle of whatever it does; the others give it up in seconds. */
  public void freeze(int node) {
    nodes.get(node).signal("STOP");
  }

  /** Lets a frozen node go on; it finds out by itself that it must catch up. */
  public void thaw(int node) {
    nodes.get(node).signal("CONT");
  }

  /** Cuts a node off from the others; clients still reach it, and are refused in seconds. */
  public void isolate(int node) {
    nodes.get(node).setProviderOption("gmcast.isolate=1");
  }

  /** Ends the isolation of a node; it catches up by itself. */
  public void rejoin(int node) {
    nodes.get(node).setProviderOption("gmcast.isolate=0");
  }

  /** Kills all nodes at once. */
  public void killAll() {
    nodes.parallelStream().forEach(GaleraNode::kill);
  }

  /** Starts a cluster again of which no node lives, from the node that has come furthest. */
  public void recover() {
    GaleraNode furthest =
        nodes.stream().max(Comparator.comparingLong(node -> node.position().changes())).get();
    furthest.startFirstAgain();
    joinOneByOne(furthest);
  }

  /** Returns when all nodes take part and are in step. */
  public void awaitSynced() {
    nodes.forEach(node -> awaitSynced(node, SIZE));
  }

  private void joinOneByOne(GaleraNode first) {
    awaitSynced(first, 1);
    int size = 1;
    for (GaleraNode node : nodes) {
      if (node != first) {
        size++;
        node.join(addresses());
        awaitSynced(node, size);
      }
    }
  }

  private static void awaitSynced(GaleraNode node, int size) {
    await().atMost(MOST).pollInterval(Duration.ofMillis(100)).until(() -> node.isSynced(size));
  }

  private String addresses() {
    return nodes.stream().map(GaleraNode::groupAddress).collect(Collectors.joining(","));
  }

  /** Kills the nodes and deletes their data, if no directory was given for them. */
  @Override
  public void close() {
    if (Thread.currentThread() != hook) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
    killAll();
    if (!kept) {
      remove();
    }
  }

  private void remove() {
    try (Stream<Path> tree = Files.walk(home)) {
      tree.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
