package io.executions.it.faults;

import io.executions.testing.DatabaseServer;
import io.executions.testing.SingleServer;
import java.util.List;

/** One server for all nodes. */
final class SingleDatabase implements ServiceDatabase {
  private final SingleServer server;
  private final String url;

  /** Makes a database on that server, which it ends. */
  SingleDatabase(SingleServer server) {
    this.server = server;
    url = server.newDatabase();
  }

  @Override
  public List<DatabaseServer> servers() {
    return List.of(server);
  }

  @Override
  public String url(int port) {
    return url.replace(":" + server.port() + "/", ":" + port + "/");
  }

  @Override
  public void close() {
    server.kill();
  }
}
