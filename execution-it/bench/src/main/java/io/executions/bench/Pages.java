package io.executions.bench;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** How long the requests of the console's pages take beside a long history. */
final class Pages {
  private static final long LEAST_PENDING = 10_000;
  private static final int WARM_UP = 10;
  private static final int SAMPLES = 100;
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int ACCEPTED = 202;
  private static final int NO_CONTENT = 204;

  private static final String NEW =
      """
      {"type": "nothing", "input": {"note": "%s"}, "runAt": "2100-01-01T00:00:00Z"}
      """
          .formatted("x".repeat(170));

  private static final String FAILED_OF_A_TYPE =
      """
      {"filter": {"status": "failed", "type": "type-3"}, "validateOnly": true}
      """;

  private final Turn turn;
  private final RestClient client;
  private final Random random = new Random(1);

  private Pages(Turn turn) throws IOException, InterruptedException {
    this.turn = turn;
    client = new RestClient(turn.node());
  }

  /** Something that is asked once, and tells for how long. */
  private interface Asking {
    void ask() throws IOException, InterruptedException;
  }

  static void beside(Turn turn) throws IOException, InterruptedException, SQLException {
    if (!turn.contender().limited()) {
      return;
    }
    turn.newDatabase();
    turn.node();
    turn.endNodes();
    long ended = turn.plan().rows();
    long first =
        new PageHistory(turn.database(), turn.url())
            .fill(ended, Math.max(LEAST_PENDING, ended / 100));
    turn.database().settle(turn.url());
    new Pages(turn).measure(first, ended);
    turn.newDatabase();
  }

  private void measure(long first, long ended) throws IOException, InterruptedException {
    List<PageRequest> reading = PageRequests.reading();
    // The compilers of a node that has just started would be measured with the first ones.
    for (int i = 0; i < WARM_UP; i++) {
      for (PageRequest request : reading) {
        client.answer(client.get(request.path()), OK);
      }
    }
    for (PageRequest request : reading) {
      HttpRequest asked = client.get(request.path());
      measure(request.name(), request.isSearch(), () -> client.answer(asked, OK));
    }
    HttpRequest second = client.get(behind("/api/executions?view=summary&limit=50"));
    measure("second page", false, () -> client.answer(second, OK));
    measure("an execution", false, () -> client.answer(any("", first, ended), OK));
    measure("its attempts", false, () -> client.answer(any("/attempts", first, ended), OK));
    HttpRequest count = client.post("/api/executions/retry", FAILED_OF_A_TYPE);
    measure("how many a bulk is for", true, () -> client.answer(count, OK));
    moves();
  }

  private HttpRequest any(String what, long first, long ended) {
    return client.get("/api/executions/%d%s".formatted(first + 1 + random.nextLong(ended), what));
  }

  private String behind(String path) throws IOException, InterruptedException {
    JsonObject page = client.object(client.get(path), OK);
    return path + "&cursor=" + page.getString("nextCursor");
  }

  /** Each of the buttons, for executions of their own. */
  private void moves() throws IOException, InterruptedException {
    List<Long> ids = new ArrayList<>();
    HttpRequest create = client.post("/api/executions", NEW);
    measure(
        "create",
        false,
        () -> ids.add(client.object(create, CREATED).getJsonNumber("id").longValue()));
    each("change", ids, id -> client.patch(path(id, ""), "{\"priority\": 5}"), OK);
    each("cancel", ids, id -> client.post(path(id, "/cancel"), ""), OK);
    each("retry", ids, id -> client.post(path(id, "/retry"), ""), OK);
    each(
        "cancel one in bulk",
        ids,
        id -> client.post("/api/executions/cancel", "{\"ids\": [%d]}".formatted(id)),
        ACCEPTED);
    for (long id : ids) {
      awaitEnd(id);
    }
    each("delete", ids, id -> client.delete(path(id, "")), NO_CONTENT);
  }

  private static String path(long id, String verb) {
    return "/api/executions/%d%s".formatted(id, verb);
  }

  private void awaitEnd(long id) throws IOException, InterruptedException {
    while (!client.object(client.get(path(id, "")), OK).containsKey("finishedAt")) {
      Thread.sleep(50);
    }
  }

  private interface Move {
    HttpRequest of(long id);
  }

  private void each(String name, List<Long> ids, Move move, int status)
      throws IOException, InterruptedException {
    List<Long> left = new ArrayList<>(ids);
    measure(name, false, () -> client.answer(move.of(left.remove(0)), status));
  }

  private void measure(String name, boolean isSearch, Asking asking)
      throws IOException, InterruptedException {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < WARM_UP + SAMPLES; i++) {
      long begin = System.nanoTime();
      asking.ask();
      millis.add((System.nanoTime() - begin) / 1e6);
    }
    List<Double> warm = millis.subList(WARM_UP, millis.size());
    double median = Statistics.median(warm);
    double high = Statistics.percentile(warm, 95);
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("of its bound", PageRequest.ofBound(isSearch, median, high));
    values.put("median ms", median);
    values.put("95th percentile ms", high);
    turn.add(name, values);
  }
}
