package io.executions.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.testing.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application in {@code examples/library}, started as its README says. */
class ExampleApplicationIT {
  private static final Path START = ServerProcess.REPOSITORY.resolve("examples/library/start");
  private static final Duration START_TIME = Duration.ofMinutes(5);
  private static final Duration MOMENT = Duration.ofMinutes(1);

  @TempDir private Path home;
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI orders =
      URI.create("http://127.0.0.1:%d/orders".formatted(LoopbackPort.free()));

  @Test
  void confirmsAnOrderWhoseExecutionWasCommittedWithItAndLeavesNothingOfOneThatWasRolledBack()
      throws Exception {
    Path log = home.resolve("log");
    try (ServerProcess server =
        ServerProcess.start(
            List.of(START.toString(), "--port", String.valueOf(orders.getPort())),
            Map.of(
                "ORDERS_DB_URL", database(),
                "EXECUTION_DATA_DIR", home.resolve("data").toString()),
            log)) {
      await()
          .atMost(START_TIME)
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(() -> place(200).statusCode() == 409);

      HttpResponse<String> placed = place(2);
      assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
      String order = placed.headers().firstValue("Location").orElseThrow().replaceFirst(".*/", "/");

      await().atMost(MOMENT).until(() -> get(order).body().contains("\"confirmed\":true"));
      await()
          .atMost(MOMENT)
          .until(() -> Files.readString(log).contains("To ada@example.com: Your"));
    }

    assertThat(values("SELECT quantity FROM orders")).containsExactly("2");
    assertThat(values("SELECT type || ' ' || status FROM execution ORDER BY created_at"))
        .containsExactly("confirm-order completed", "tell-customer completed");
  }

  private String database() {
    return "jdbc:h2:file:%s/orders;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE".formatted(home);
  }

  private HttpResponse<String> place(int quantity) throws IOException, InterruptedException {
    String order = "{\"customer\": \"ada@example.com\", \"quantity\": %d}".formatted(quantity);
    return http.send(
        HttpRequest.newBuilder(orders)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(order))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String order) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(orders + order)).build(), BodyHandlers.ofString());
  }

  private List<String> values(String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(database());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
