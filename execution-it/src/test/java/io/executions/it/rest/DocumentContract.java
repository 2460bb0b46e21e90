package io.executions.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.web.RestClient;
import io.executions.web.RestClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the OpenAPI document allows is what the service takes, and nothing else. */
interface DocumentContract extends ServiceContract {
  int ROUNDS = 300;

  String[] NUMBERS = {
    "null",
    "0",
    "1",
    "1.0",
    "1.5",
    "-1",
    "1e0",
    "10E-1",
    "100",
    "101",
    "1000",
    "1000.0",
    "1001",
    "-1000",
    "-1001",
    "-1e3",
    "10000",
    "10001",
    "1e4",
    "0.1e5",
    "2147483648",
    "9223372036854775808",
    "1000000000000",
    "1000000000001",
    "1e12",
    "1e13",
    "-0",
    "-0.0",
    "\"1\"",
    "true",
    "[]",
    "{}"
  };

  String[] TIMES = {
    "null",
    "7",
    "\"2999-01-01T00:00:00Z\"",
    "\"2999-01-01t00:00:00z\"",
    "\"2999-01-01T00:00:00.1234567890123Z\"",
    "\"2999-01-01T00:00:00+23:59\"",
    "\"2999-01-01T00:00:00-23:59\"",
    "\"2999-01-01T00:00:00-00:00\"",
    "\"2999-01-01T00:00:00+24:00\"",
    "\"2999-01-01T00:00:00+01\"",
    "\"2999-01-01T00:00:00+0100\"",
    "\"2999-01-01T00:00Z\"",
    "\"2999-01-01\"",
    "\"2999-01-01T00:00:00\"",
    "\"2999-01-01 00:00:00Z\"",
    "\"2999-02-29T00:00:00Z\"",
    "\"2999-01-01T24:00:00Z\"",
    "\"2999-01-01T00:60:00Z\"",
    "\"9999-12-31T23:59:59.9999999Z\"",
    "\"tomorrow\"",
    "\"\""
  };

  String[] TYPES = {"\"http\"", "\"HTTP\"", "\"\"", "\"1\"", "null", "7", "[]"};

  String[] DURATIONS = {
    "null",
    "\"none\"",
    "\"P30D\"",
    "\"PT12H\"",
    "\"P1DT1H1M1.5S\"",
    "\"PT0S\"",
    "\"P\"",
    "\"PT\"",
    "\"P1DT\"",
    "\"p30d\"",
    "\"-P1D\"",
    "\"P-1D\"",
    "\"P1W\"",
    "\"P1M\"",
    "\"P1Y\"",
    "\"\"",
    "30",
    "\"None\"",
    "\"PT1S1H\"",
    "\"PT1.0000000001S\""
  };

  /** Values, most of them legal, so that not every body is refused for several reasons. */
  Map<String, String[]> CREATION =
      Map.of(
          "type", TYPES,
          "priority", NUMBERS,
          "runAt", TIMES,
          "maxAttempts", NUMBERS,
          "timeoutMs", NUMBERS,
          "more", NUMBERS);

  Map<String, String[]> SETTINGS =
      Map.of(
          "maxConcurrentExecutions", NUMBERS,
          "paused", new String[] {"null", "true", "false", "0", "\"true\"", "[]"},
          "retention", DURATIONS,
          "more", NUMBERS);

  @Test
  default void takesACreationIfAndOnlyIfItsDocumentAllowsIt() {
    String always = "\"input\":{\"url\":\"http://127.0.0.1:9/\"}";
    List<String> disagreements = new ArrayList<>();
    Random random = new Random(4711);
    for (String body : bodies(CREATION, List.of("\"type\":\"http\"", always), random)) {
      Answer answer = service().operator().post("/executions", body);
      compare("NewExecution", body, answer, 201, disagreements);
      if (answer.status() == 201) {
        service().operator().post("/executions/" + answer.id() + "/cancel");
      }
    }
    assertThat(disagreements).isEmpty();
  }

  @Test
  default void takesAChangeOfSettingsIfAndOnlyIfItsDocumentAllowsIt() {
    List<String> disagreements = new ArrayList<>();
    for (String body : bodies(SETTINGS, List.of(), new Random(4712))) {
      compare(
          "SettingsChange", body, service().admin().patch("/settings", body), 200, disagreements);
    }
    service().change("\"paused\":false,\"retention\":\"P30D\",\"maxConcurrentExecutions\":20");
    assertThat(disagreements).isEmpty();
  }

  @Test
  default void refusesQueryParametersThatAnOperationDoesNotKnow() {
    Set<String> taken = new TreeSet<>();
    for (String operation : service().document().operations()) {
      String[] parts = operation.split(" ");
      String path = parts[1].replace("{id}", "1").replace("{name}", "a") + "?nonsense=1&a%2Fb=2";
      RestClient client = service().admin().with("Content-Type", "application/json");
      Answer answer =
          parts[0].equals("GET") || parts[0].equals("DELETE")
              ? client.send(parts[0], path, BodyPublishers.noBody())
              : client.send(parts[0], path, BodyPublishers.ofString("{}"));
      if (answer.status() != 400 || !answer.pointers().containsAll(List.of("/nonsense", "/a~1b"))) {
        taken.add(operation);
      }
    }
    assertThat(taken).isEmpty();
  }

  private void compare(
      String schema, String body, Answer answer, int taken, List<String> disagreements) {
    Set<String> faults = service().document().faultsOfBody(schema, body);
    boolean allowed = faults.isEmpty();
    if (allowed != (answer.status() == taken) || !allowed && answer.status() != 400) {
      disagreements.add(
          "%s: the document says %s, the service %d %s"
              .formatted(body, faults, answer.status(), answer.response().body()));
    }
  }

  /** Returns each value once, beside nothing but what is needed, and then mixtures. */
  private static List<String> bodies(
      Map<String, String[]> fields, List<String> always, Random random) {
    List<String> bodies = new ArrayList<>();
    fields.forEach(
        (name, values) -> {
          for (String value : values) {
            bodies.add(body(always, name, List.of("\"%s\":%s".formatted(name, value))));
          }
        });
    List<String> names = fields.keySet().stream().sorted().toList();
    while (bodies.size() < ROUNDS) {
      List<String> members = new ArrayList<>();
      for (String name : names) {
        String[] values = fields.get(name);
        if (!name.equals("type") && !name.equals("more") && random.nextBoolean()) {
          members.add("\"%s\":%s".formatted(name, values[random.nextInt(values.length)]));
        }
      }
      bodies.add(body(always, "", members));
    }
    return bodies;
  }

  private static String body(List<String> always, String name, List<String> members) {
    List<String> all = new ArrayList<>(members);
    always.stream().filter(each -> !each.startsWith("\"" + name + "\"")).forEach(all::add);
    return "{" + String.join(",", all) + "}";
  }
}
