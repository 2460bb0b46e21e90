package io.executions.it.console;

import io.executions.it.process.Command;
import io.executions.it.process.DatabaseView;
import io.executions.it.process.Installation;
import io.executions.it.process.ServiceProcess;
import io.executions.it.service.ServiceClient;
import io.executions.it.service.ServiceClient.Answer;
import io.executions.testing.MariaDbServer;
import io.executions.testing.SingleServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** A service on MariaDB that the console belongs to, with a token for each role. */
final class ConsoleService implements AutoCloseable {
  static final String OPERATOR = "operator-token-of-the-tests";
  static final String VIEWER = "viewer-token-of-the-tests";
  static final String ADMIN = Installation.TOKEN;

  private final Installation installation;
  private final Command command;
  private ServiceProcess process;

  private ConsoleService(Installation installation, Command command) {
    this.installation = installation;
    this.command = command;
  }

  /** Starts one in that directory, on the server of all tests. */
  static ConsoleService start(Path home) throws IOException {
    return start(home, MariaDbServer.of("11.4.5"));
  }

  /** Starts one in that directory, on that database server. */
  static ConsoleService start(Path home, SingleServer database) throws IOException {
    Installation installation =
        new Installation(home)
            .on(database)
            .with("EXECUTION_OPERATOR_TOKEN", OPERATOR)
            .with("EXECUTION_VIEWER_TOKEN", VIEWER)
            .with("EXECUTION_NODE_NAME", "node-a")
            .with("EXECUTION_MAX_CONCURRENT", "4");
    ConsoleService service = new ConsoleService(installation, Command.in(installation));
    service.begin();
    return service;
  }

  /** Starts its process, again after {@link #kill()}, on the same port. */
  void begin() {
    process = installation.start().awaitReady();
  }

  void kill() {
    process.kill();
  }

  String address() {
    return client().application().toString();
  }

  /** Opens its database. */
  DatabaseView database() throws SQLException {
    return DatabaseView.at(installation.databaseUrl().orElseThrow());
  }

  /** Returns an administrator's client. */
  ServiceClient client() {
    return installation.client();
  }

  /** Creates an execution that runs for so long, and returns its id. */
  long creates(double seconds) throws IOException {
    return client().post("api/executions", command.request(seconds)).id();
  }

  /** Creates an execution that fails, and returns its id. */
  long createsFailing() throws IOException {
    return client()
        .post(
            "api/executions",
            Json.createObjectBuilder()
                .add("type", "http")
                .add("input", Json.createObjectBuilder().add("url", "http://127.0.0.1/"))
                .build())
        .id();
  }

  /** Creates an execution that is not due before the next century, and returns its id. */
  long createsWaiting() throws IOException {
    return createsWaiting(JsonValue.NULL);
  }

  /** The same with any JSON as the body that its request would have. */
  long createsWaiting(JsonValue body) throws IOException {
    return client()
        .post(
            "api/executions",
            Json.createObjectBuilder()
                .add("type", "http")
                .add(
                    "input",
                    Json.createObjectBuilder().add("url", "http://example.com/").add("body", body))
                .add("runAt", "2100-01-01T00:00:00Z")
                .build())
        .id();
  }

  /** Keeps a schedule of what ends at once, with these fields beside. */
  void keepsSchedule(String name, JsonObjectBuilder fields) throws IOException {
    JsonObject whole = fields.addAll(Json.createObjectBuilder(command.request(0))).build();
    Answer kept = client().send("PUT", "api/schedules/" + name, whole.toString());
    if (kept.status() >= 300) {
      throw new IllegalStateException("Not kept: " + kept.body());
    }
  }

  /** Keeps one that comes but once in four years. */
  void keepsSchedule(String name) throws IOException {
    keepsSchedule(name, Json.createObjectBuilder().add("cron", "30 2 29 2 *"));
  }

  /** Creates an execution by a schedule, and returns its id. */
  long triggers(String name) throws IOException {
    return client().post("api/schedules/" + name + "/trigger").id();
  }

  @Override
  public void close() {
    process.close();
  }
}
