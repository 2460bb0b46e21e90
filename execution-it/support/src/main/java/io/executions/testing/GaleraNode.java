package io.executions.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** One {@code mariadbd} of a {@link GaleraCluster}, with its ports and its data. */
final class GaleraNode {
  private static final Pattern RECOVERED = Pattern.compile("Recovered position: *(\\S+):(-?\\d+)");
  private static final int MOST_LINES_TOLD = 60;

  private final GaleraPackages packages;
  private final Path home;
  private final String name;
  private final int port;
  private final int groupPort;
  private final int changesPort;
  private final int snapshotPort;
  private Process process;

  GaleraNode(GaleraPackages packages, Path home, Supplier<Integer> ports) {
    this.packages = packages;
    this.home = home;
    this.name = home.getFileName().toString();
    port = ports.get();
    groupPort = ports.get();
    changesPort = ports.get();
    snapshotPort = ports.get();
  }

  /** Where it has come to: the history of the whole cluster, and how much of it is here. */
  record Position(String history, long changes) {}

  int port() {
    return port;
  }

  String groupAddress() {
    return "127.0.0.1:" + groupPort;
  }

  /** Makes the data of the very first node; the others get theirs from it. */
  void install() {
    packages.run(
        home.resolve("install"),
        packages.program("mariadb-install-db"),
        "--no-defaults",
        "--basedir=" + packages.base(),
        "--datadir=" + data(),
        // A server that starts removes the temporary tables of all others in its directory.
        "--tmpdir=" + home.resolve("tmp"),
        "--user=" + System.getProperty("user.name"),
        "--auth-root-authentication-method=normal",
        "--skip-test-db");
  }

  void startFirst() {
    start(List.of("--wsrep-cluster-address=gcomm://", "--wsrep-new-cluster"));
  }

  /** Starts it as the first of a cluster that was lost as a whole. */
  void startFirstAgain() {
    try {
      Path state = data().resolve("grastate.dat");
      String text = Files.readString(state);
      Files.writeString(state, text.replace("safe_to_bootstrap: 0", "safe_to_bootstrap: 1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Position position = position();
    start(
        List.of(
            "--wsrep-cluster-address=gcomm://",
            "--wsrep-new-cluster",
            "--wsrep-start-position=%s:%d".formatted(position.history(), position.changes())));
  }

  void join(String addresses) {
    List<String> options = new ArrayList<>();
    options.add("--wsrep-cluster-address=gcomm://" + addresses);
    if (Files.exists(data().resolve("grastate.dat"))) {
      Position position = position();
      options.add("--wsrep-start-position=%s:%d".formatted(position.history(), position.changes()));
    }
    start(options);
  }

  /** Returns where its data have come to; it must not run. */
  Position position() {
    List<String> command = command();
    command.addAll(List.of("--wsrep-cluster-address=gcomm://", "--wsrep-recover"));
    List<String> told = packages.run(home.resolve("recover"), command.toArray(String[]::new));
    MatchResult position =
        told.stream()
            .map(RECOVERED::matcher)
            .flatMap(matcher -> matcher.results())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("No position: " + told));
    return new Position(position.group(1), Long.parseLong(position.group(2)));
  }

  private void start(List<String> options) {
    List<String> command = command();
    command.addAll(options);
    process = packages.start(home.resolve("log"), command.toArray(String[]::new));
  }

  boolean runs() {
    return process != null && process.isAlive();
  }

  /** Returns whether it takes part: it belongs to a cluster of that size and is up to date. */
  boolean isSynced(int size) {
    if (!runs()) {
      throw new IllegalStateException("Node %s has ended: %s".formatted(name, told()));
    }
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      return status(statement, "wsrep_local_state_comment").equals("Synced")
          && status(statement, "wsrep_ready").equals("ON")
          && status(statement, "wsrep_cluster_size").equals(Integer.toString(size));
    } catch (SQLException e) {
      return false;
    }
  }

  boolean knows(String database) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("SHOW DATABASES LIKE '" + database + "'")) {
      return rows.next();
    }
  }

  private static String status(Statement statement, String variable) throws SQLException {
    try (var rows = statement.executeQuery("SHOW STATUS LIKE '" + variable + "'")) {
      return rows.next() ? rows.getString(2) : "";
    }
  }

  void setProviderOption(String option) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET GLOBAL wsrep_provider_options = '" + option + "'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void signal(String signal) {
    packages.run(
        home.resolve("signal"), "sh", "-c", "kill -%s %d".formatted(signal, process.pid()));
  }

  /** Kills it with whatever transfers it had under way, and returns when it is gone. */
  void kill() {
    if (runs()) {
      List<ProcessHandle> transfers = process.descendants().toList();
      process.destroyForcibly();
      transfers.forEach(ProcessHandle::destroyForcibly);
      process.onExit().join();
    }
  }

  /** Returns the end of what it has logged. */
  String told() {
    try {
      List<String> lines = Files.readAllLines(home.resolve("log"));
      int from = Math.max(0, lines.size() - MOST_LINES_TOLD);
      return String.join("\n", lines.subList(from, lines.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private Connection connect() throws SQLException {
    String url = "jdbc:mariadb://127.0.0.1:%d/?connectTimeout=2000&socketTimeout=5000";
    return DriverManager.getConnection(url.formatted(port), "root", "");
  }

  private Path data() {
    return home.resolve("data");
  }

  private List<String> command() {
    return new ArrayList<>(
        Arrays.asList(
            packages.program("mariadbd"),
            "--no-defaults",
            "--user=" + System.getProperty("user.name"),
            "--basedir=" + packages.base(),
            "--lc-messages-dir=" + packages.base().resolve("share/mysql"),
            "--plugin-dir=" + packages.base().resolve("lib/mysql/plugin"),
            "--datadir=" + data(),
            "--tmpdir=" + home.resolve("tmp"),
            "--socket=" + home.resolve("socket"),
            "--pid-file=" + home.resolve("pid"),
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--skip-name-resolve",
            "--innodb-buffer-pool-size=48M",
            "--innodb-log-file-size=16M",
            // A commit outlives the server's process, which is all that tests take away.
            "--innodb-flush-log-at-trx-commit=2",
            "--innodb-autoinc-lock-mode=2",
            "--binlog-format=ROW",
            "--wsrep-on=ON",
            "--wsrep-log-conflicts=ON",
            "--wsrep-provider=" + packages.base().resolve("lib/galera/libgalera_smm.so"),
            "--wsrep-cluster-name=tests",
            "--wsrep-node-name=" + name,
            "--wsrep-node-address=127.0.0.1",
            "--wsrep-sst-method=rsync",
            "--wsrep-sst-receive-address=127.0.0.1:" + snapshotPort,
            "--wsrep-provider-options=" + providerOptions()));
  }

  private String providerOptions() {
    return String.join(
        ";",
        "gmcast.listen_addr=tcp://127.0.0.1:" + groupPort,
        "base_port=" + groupPort,
        "ist.recv_addr=127.0.0.1:" + changesPort,
        "gcache.size=32M",
        "pc.recovery=no",
        "cert.log_conflicts=yes",
        "evs.keepalive_period=PT0.5S",
        "evs.inactive_check_period=PT0.5S",
        "evs.suspect_timeout=PT5S",
        "evs.inactive_timeout=PT10S",
        "evs.install_timeout=PT10S");
  }
}
