package io.executions.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.settings.SettingsParser;
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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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

  @Test
  void boundTheSessionsOfMariaDbWhateverElseTheUrlSetsForThem() throws Exception {
    String url = MariaDbServer.of("11.4.5").newDatabase();
    String bounds =
        "SELECT @@innodb_lock_wait_timeout, @@idle_transaction_timeout, @@div_precision_increment";
    assertThat(valuesIn(url, bounds)).containsExactly("20", "60", "4");
    assertThat(valuesIn(url + "?sessionVariables=div_precision_increment=7", bounds))
        .containsExactly("20", "60", "7");
    assertThat(valuesIn(url + "?sessionVariables=idle_transaction_timeout=300", bounds))
        .containsExactly("20", "300", "4");
  }

  @Test
  void boundTheSessionsOfPostgreSql() throws Exception {
    assertThat(
            valuesIn(
                PostgreSqlServer.shared().newDatabase(),
                "SELECT current_setting('lock_timeout'),"
                    + " current_setting('idle_in_transaction_session_timeout'), '-'"))
        .containsExactly("20s", "1min", "-");
  }

  @Test
  void needNoRoomForStatementsThatMariaDbHasPrepared() throws Exception {
    String url = MariaDbServer.ownOf("11.4.5", "--max-prepared-stmt-count=2").newDatabase();
    try (Connection connection = DriverManager.getConnection(url, properties(url))) {
      for (int number = 1; number <= 5; number++) {
        try (PreparedStatement statement = connection.prepareStatement("SELECT ? + " + number)) {
          statement.setInt(1, 1);
          ResultSet row = statement.executeQuery();
          row.next();
          assertThat(row.getInt(1)).isEqualTo(1 + number);
        }
      }
      ResultSet prepared =
          connection.createStatement().executeQuery("SHOW STATUS LIKE 'Prepared_stmt_count'");
      prepared.next();
      assertThat(prepared.getInt(2)).isEqualTo(2);
    }
  }

  private static List<String> valuesIn(String url, String query) throws Exception {
    DatabaseSettings settings = read(url);
    Properties properties = new Properties();
    properties.putAll(settings.properties());
    properties.setProperty("user", "root");
    try (Connection connection = DriverManager.getConnection(settings.url().value(), properties);
        ResultSet row = connection.createStatement().executeQuery(query)) {
      row.next();
      return List.of(row.getString(1), row.getString(2), row.getString(3));
    }
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
    Properties properties = new Properties();
    properties.putAll(read(url).properties());
    properties.setProperty("user", "root");
    return properties;
  }

  private static DatabaseSettings read(String url) {
    SettingsParser reader =
        new SettingsParser(name -> Optional.ofNullable(Map.of("EXECUTION_DB_URL", url).get(name)));
    DatabaseSettings settings = ServerSettings.read(reader, Path.of("unused")).database();
    reader.check();
    return settings;
  }
}
