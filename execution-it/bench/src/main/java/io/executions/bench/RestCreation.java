package io.executions.bench;

import io.executions.bench.subject.Work;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Creations over REST by clients that keep their connections, beside requests for nothing. */
final class RestCreation {
  private static final String ITEM = "{\"type\": \"%s\"}".formatted(Work.NOTHING.label());
  private static final int BATCH = 1_000;
  private static final String ITEMS =
      "{\"items\": [%s]}".formatted(String.join(", ", Collections.nCopies(BATCH, ITEM)));
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;

  private final Turn turn;
  private final Node node;
  private final int threads;

  private RestCreation(Turn turn, int threads) throws IOException, InterruptedException {
    this.turn = turn;
    this.node = turn.node();
    this.threads = threads;
  }

  /** So many requests in so many seconds, and what they took of the processors. */
  private record Answers(long count, double seconds, long nodeMillis, long databaseMillis) {
    double rate() {
      return count / seconds;
    }

    double nodeMillisEach() {
      return (double) nodeMillis / count;
    }
  }

  static void oneByOne(Turn turn) throws IOException, InterruptedException {
    measure(turn, "/api/executions", ITEM, 1);
  }

  static void inBatches(Turn turn) throws IOException, InterruptedException {
    measure(turn, "/api/executions/batch", ITEMS, BATCH);
  }

  private static void measure(Turn turn, String path, String body, int items)
      throws IOException, InterruptedException {
    if (turn.contender().limited()) {
      for (int threads : Creation.THREADS) {
        RestCreation creation = new RestCreation(turn, threads);
        Answers empty = creation.measure("/api/bench/nothing", body, NO_CONTENT);
        Answers creations = creation.measure(path, body, CREATED);
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(Creation.RATE, items * creations.rate());
        values.put("node CPU ms", creations.nodeMillisEach() / items);
        values.put(
            "above an empty request",
            (creations.nodeMillisEach() - empty.nodeMillisEach()) / items);
        values.put(
            "database CPU ms", (double) creations.databaseMillis() / creations.count() / items);
        values.put("empty requests/s", empty.rate());
        turn.add(Creation.setting(threads), values);
      }
    }
  }

  private Answers measure(String path, String body, int status)
      throws IOException, InterruptedException {
    double windowSeconds = WarmUp.windowSeconds(turn.plan());
    WarmUp.rate(
        turn.plan().warmUpSeconds(), last -> answers(path, body, status, windowSeconds).rate());
    return answers(path, body, status, turn.plan().seconds());
  }

  private Answers answers(String path, String body, int status, double seconds)
      throws IOException, InterruptedException {
    ExecutorService clients = Executors.newFixedThreadPool(threads);
    try {
      long nodeMillis = ProcessorTime.millis(node.pid());
      long databaseMillis = turn.database().processorMillis();
      long begin = System.nanoTime();
      long end = begin + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        counts.add(clients.submit(() -> requestUntil(path, body, status, end)));
      }
      long count = 0;
      for (Future<Long> each : counts) {
        count += each.get();
      }
      return new Answers(
          count,
          (System.nanoTime() - begin) / 1e9,
          ProcessorTime.millis(node.pid()) - nodeMillis,
          turn.database().processorMillis() - databaseMillis);
    } catch (ExecutionException e) {
      throw new IOException(e);
    } finally {
      clients.shutdown();
    }
  }

  private long requestUntil(String path, String body, int status, long end)
      throws IOException, InterruptedException {
    RestClient client = new RestClient(node);
    HttpRequest request = client.post(path, body);
    long count = 0;
    while (System.nanoTime() < end) {
      client.answer(request, status);
      count++;
    }
    return count;
  }
}
