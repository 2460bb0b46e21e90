package io.executions.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.testing.MariaDbServer;
import io.executions.testing.PostgreSqlServer;
import io.executions.testing.SingleServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The bounds that the JAR gives a driver must leave time for the second host of a URL. */
class DatabaseBoundsTest {
  @Test
  void letMariaDbsDriverGoOnToTheNextHostWhenTheFirstIsSilent() throws Exception {
    assertGoesOn(MariaDbServer.of("11.4.5"), "jdbc:mariadb:sequential:");
  }

  @Test
  void letPostgreSqlsDriverGoOnToTheNextHostWhenTheFirstIsSilent() throws Exception {
    assertGoesOn(PostgreSqlServer.shared(), "jdbc:postgresql:");
  }

  private static void assertGoesOn(SingleServer server, String scheme) throws Exception {
    String url = server.newDatabase();
    String database = url.substring(url.lastIndexOf('/'));
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      fill(silent, waiting);
      String both =
          "%s//127.0.0.1:%d,127.0.0.1:%d%s"
              .formatted(scheme, silent.getLocalPort(), server.port(), database);
      try (Connection connection = DriverManager.getConnection(both, properties(both))) {
        assertThat(connection.isValid(1)).isTrue();
      }
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  /** Connects until nobody is let in any more: from then on it keeps silent. */
  private static void fill(ServerSocket server, List<Socket> waiting) throws IOException {
    while (true) {
      Socket socket = new Socket();
      waiting.add(socket);
      try {
        socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 500);
      } catch (SocketTimeoutException e) {
        return;
      }
    }
  }

  private static Properties properties(String url) {
    SettingsReader reader =
        new SettingsReader(name -> Optional.ofNullable(Map.of("EXECUTION_DB_URL", url).get(name)));
    Properties properties = new Properties();
    properties.putAll(ServerSettings.read(reader, Path.of("unused")).database().bounds());
    properties.setProperty("user", "root");
    reader.check();
    return properties;
  }
}
