package io.executions.it.rest;

import io.executions.web.RestClient;
import io.executions.web.RestClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A request that changes something, to be sent once.
 *
 * @param client who sends it
 * @param method its method
 * @param body its body; empty for none
 * @param prepare makes what it changes, and returns its path
 * @param afterwards takes a path, and puts things as they were
 */
record AuditedRequest(
    RestClient client,
    String method,
    String body,
    Supplier<String> prepare,
    Consumer<String> afterwards) {

  private static final String TOKEN = "{\"name\": \"audited\", \"role\": \"viewer\"}";

  /** Returns one for each operation, by its id in the OpenAPI document. */
  static Map<String, AuditedRequest> all(Service service) {
    RestClient admin = service.admin();
    String none = "{\"ids\": [9007199254740991]}";
    Map<String, AuditedRequest> bulks =
        Map.of(
            "cancelExecutions",
            of(admin, "POST", none, () -> "/executions/cancel", path -> {}),
            "retryExecutions",
            of(admin, "POST", none, () -> "/executions/retry", path -> {}),
            "deleteExecutions",
            of(admin, "POST", none, () -> "/executions/delete", path -> {}));
    Map<String, AuditedRequest> all = new HashMap<>(bulks);
    all.putAll(single(service, admin));
    all.put(
        "changeExecution",
        of(
            admin,
            "PATCH",
            "{\"priority\": 7}",
            () -> "/executions/" + service.createForLater(),
            path -> {}));
    all.putAll(ofSchedules(admin));
    all.putAll(ofQueues(admin));
    all.put(
        "deleteExecution",
        of(
            admin,
            "DELETE",
            "",
            () -> cancelled(admin, "/executions/" + service.createForLater()),
            path -> {}));
    return all;
  }

  private static Map<String, AuditedRequest> single(Service service, RestClient admin) {
    String node = "/nodes/" + service.viewer().get("/status").json().at("/nodes/0/id").asText();
    Supplier<String> pending = () -> "/executions/" + service.createForLater();
    Consumer<String> resume = path -> admin.post(node + "/resume");
    return Map.of(
        "cancelExecution",
        of(admin, "POST", "", () -> pending.get() + "/cancel", path -> {}),
        "retryExecution",
        of(
            admin,
            "POST",
            "",
            () -> cancelled(admin, pending.get()) + "/retry",
            path -> admin.post(path.replace("/retry", "/cancel"))),
        "changeSettings",
        of(
            admin,
            "PATCH",
            "{\"retention\": \"P29D\"}",
            () -> "/settings",
            path -> service.change("\"retention\": \"P30D\"")),
        "drainNode",
        of(admin, "POST", "", () -> node + "/drain", resume),
        "resumeNode",
        of(
            admin,
            "POST",
            "",
            () -> {
              admin.post(node + "/drain");
              return node + "/resume";
            },
            path -> service.awaitReadiness()),
        "pollNode",
        of(admin, "POST", "", () -> node + "/poll", path -> {}),
        "createToken",
        of(
            admin,
            "POST",
            TOKEN.replace("audited", "audited-" + System.nanoTime()),
            () -> "/tokens",
            path -> {}),
        "removeToken",
        of(
            admin,
            "DELETE",
            "",
            () -> {
              String name = "audited-" + System.nanoTime();
              admin.post("/tokens", TOKEN.replace("audited", name));
              return "/tokens/" + name;
            },
            path -> {}));
  }

  private static Map<String, AuditedRequest> ofSchedules(RestClient admin) {
    String body = "{\"every\": \"P300D\", \"type\": \"command\", \"input\": {\"name\": \"say\"}}";
    Consumer<String> remove =
        path -> admin.delete(path.replaceFirst("/(pause|resume|trigger|backfill)$", ""));
    Supplier<String> kept = () -> put(admin, body);
    Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
    String backfill =
        "{\"from\": \"%s\", \"to\": \"%s\"}"
            .formatted(hour.minusSeconds(7200), hour.minusSeconds(1));
    return Map.of(
        "putSchedule",
        of(admin, "PUT", body, () -> "/schedules/audited-" + System.nanoTime(), remove),
        "deleteSchedule",
        of(admin, "DELETE", "", kept, path -> {}),
        "triggerSchedule",
        of(admin, "POST", "", () -> kept.get() + "/trigger", remove),
        "backfillSchedule",
        of(
            admin,
            "POST",
            backfill,
            () ->
                put(admin, body.replace("P300D", "PT1H\", \"startAt\": \"2025-01-01T00:00:00Z"))
                    + "/backfill",
            remove),
        "pauseSchedule",
        of(admin, "POST", "", () -> kept.get() + "/pause", remove),
        "resumeSchedule",
        of(
            admin,
            "POST",
            "",
            () -> {
              String path = kept.get();
              admin.post(path + "/pause");
              return path + "/resume";
            },
            remove));
  }

  private static String put(RestClient admin, String body) {
    String path = "/schedules/audited-" + System.nanoTime();
    admin.with("Content-Type", "application/json").send("PUT", path, BodyPublishers.ofString(body));
    return path;
  }

  private static Map<String, AuditedRequest> ofQueues(RestClient admin) {
    String body = "{\"maxConcurrent\": 2}";
    Supplier<String> name = () -> "/queues/audited-" + System.nanoTime();
    Supplier<String> set =
        () -> {
          String path = name.get();
          admin
              .with("Content-Type", "application/json")
              .send("PUT", path, BodyPublishers.ofString(body));
          return path;
        };
    return Map.of(
        "setQueue",
        of(admin, "PUT", body, name, admin::delete),
        "deleteQueue",
        of(admin, "DELETE", "", set, path -> {}));
  }

  private static AuditedRequest of(
      RestClient client,
      String method,
      String body,
      Supplier<String> prepare,
      Consumer<String> afterwards) {
    return new AuditedRequest(client, method, body, prepare, afterwards);
  }

  private static String cancelled(RestClient client, String path) {
    client.post(path + "/cancel");
    return path;
  }

  String prepared() {
    return prepare.get();
  }

  Answer send(String path) {
    return body.isEmpty()
        ? client.send(method, path, BodyPublishers.noBody())
        : client
            .with("Content-Type", "application/json")
            .send(method, path, BodyPublishers.ofString(body));
  }

  void undo(String path) {
    afterwards.accept(path);
  }
}
