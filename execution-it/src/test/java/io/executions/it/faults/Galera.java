package io.executions.it.faults;

import io.executions.testing.DatabaseServer;
import io.executions.testing.GaleraCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A Galera cluster, whose servers fail one by one. */
final class Galera implements ServiceDatabase {
  private final GaleraCluster cluster;
  private final String schema;

  /** Starts it; its data and its logs are in that directory. */
  Galera(Path home) {
    cluster = GaleraCluster.start(home);
    schema = cluster.newDatabase();
  }

  private record Server(GaleraCluster cluster, int number) implements DatabaseServer {
    @Override
    public int port() {
      return cluster.port(number);
    }

    @Override
    public void kill() {
      cluster.kill(number);
    }

    @Override
    public void restart() {
      cluster.restart(number);
    }

    @Override
    public void freeze() {
      cluster.freeze(number);
    }

    /** Returns when it has caught up with the others, which may have given it up meanwhile. */
    @Override
    public void thaw() {
      cluster.thaw(number);
      cluster.awaitSynced();
    }
  }

  @Override
  public List<DatabaseServer> servers() {
    return IntStream.range(0, GaleraCluster.SIZE)
        .<DatabaseServer>mapToObj(number -> new Server(cluster, number))
        .toList();
  }

  @Override
  public String url(int port) {
    return "jdbc:mariadb://127.0.0.1:%d/%s".formatted(port, schema);
  }

  @Override
  public void close() {
    cluster.close();
  }
}
