package io.executions.it.faults;

import io.executions.testing.MariaDbServer;
import java.util.List;

/** One MariaDB server for all nodes. */
final class SingleMariaDb implements ServiceDatabase {
  private final MariaDbServer server = MariaDbServer.ownOf("11.4.5");
  private final String schema;

  SingleMariaDb() {
    String url = server.newDatabase();
    schema = url.substring(url.lastIndexOf('/') + 1);
  }

  @Override
  public List<DatabaseServer> servers() {
    return List.of(
        new DatabaseServer() {
          @Override
          public int port() {
            return server.port();
          }

          @Override
          public void kill() {
            server.kill();
          }

          @Override
          public void restart() {
            server.restart();
          }

          @Override
          public void freeze() {
            server.freeze();
          }

          @Override
          public void thaw() {
            server.thaw();
          }
        });
  }

  @Override
  public String schema() {
    return schema;
  }

  @Override
  public void close() {
    server.kill();
  }
}
