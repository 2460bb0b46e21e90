package io.executions.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.executions.api.port.Role;
import io.executions.it.servers.LaunchedServer;
import io.executions.web.OpenApiDocument;
import io.executions.web.RestClient;
import io.executions.web.RestClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** The running service, seen from another JVM. Each answer is held against its own document. */
final class Service {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Set<String> FINAL = Set.of("completed", "failed", "cancelled");

  private final URI application;
  private final Commands commands;
  private final OpenApiDocument document;

  /** Makes one for the application at that address, which ends with a slash. */
  Service(URI application, Commands commands) throws IOException, InterruptedException {
    this.application = application;
    this.commands = commands;
    URI yaml = application.resolve("api/openapi.yaml");
    document =
        new OpenApiDocument(
            HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(yaml).build(), BodyHandlers.ofString())
                .body());
  }

  static String token(Role role) {
    return LaunchedServer.token(role);
  }

  URI application() {
    return application;
  }

  URI api() {
    return application.resolve("api");
  }

  Commands commands() {
    return commands;
  }

  OpenApiDocument document() {
    return document;
  }

  RestClient anonymous() {
    return new RestClient(api(), document, List.of());
  }

  RestClient as(Role role) {
    return anonymous().with("Authorization", "Bearer " + token(role));
  }

  RestClient viewer() {
    return as(Role.VIEWER);
  }

  RestClient operator() {
    return as(Role.OPERATOR);
  }

  RestClient admin() {
    return as(Role.ADMIN);
  }

  /** Waits until the node has joined the cluster, which it does after its deployment. */
  void awaitReadiness() {
    Awaitility.await("readiness")
        .atMost(Duration.ofMinutes(1))
        .until(() -> anonymous().get("/health/ready").status() == 200);
  }

  /** Creates an execution of those members and returns its id. */
  long create(String members) {
    Answer created = operator().post("/executions", "{" + members + "}");
    assertThat(created.status()).as(created.response().body()).isEqualTo(201);
    return created.id();
  }

  /** Creates an execution that is not due for centuries and returns its id. */
  long createForLater() {
    return create(later());
  }

  /** Returns the members of a request for an execution that is not due for centuries. */
  static String later() {
    return "\"type\": \"http\", \"input\": {\"url\": \"http://127.0.0.1:9/\"},"
        + " \"runAt\": \"2999-01-01T00:00:00Z\"";
  }

  JsonNode get(long id) {
    return operator().get("/executions/" + id).json();
  }

  JsonNode attempts(long id) {
    return operator().get("/executions/" + id + "/attempts").json().get("items");
  }

  /** Waits until an execution is so. */
  JsonNode await(long id, Predicate<JsonNode> condition) {
    return Awaitility.await("execution " + id)
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(25))
        .until(() -> get(id), condition);
  }

  JsonNode awaitStatus(long id, String status) {
    return await(id, execution -> execution.get("status").asText().equals(status));
  }

  JsonNode awaitEnd(long id) {
    return await(id, execution -> FINAL.contains(execution.get("status").asText()));
  }

  /** Changes settings that hold for all. */
  void change(String members) {
    assertThat(admin().patch("/settings", "{" + members + "}").status()).isEqualTo(200);
  }
}
