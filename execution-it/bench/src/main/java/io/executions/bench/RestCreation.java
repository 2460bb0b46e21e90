package io.executions.bench;

import io.executions.bench.subject.Work;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
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
  private static final String CREATION = "{\"type\": \"%s\"}".formatted(Work.NOTHING.label());
  private static final long WARM_UP_MILLIS = 2_000;
  private static final int CREATED = 201;

  private final Turn turn;
  private final Node node;
  private final int threads;

  private RestCreation(Turn turn, int threads) throws IOException, InterruptedException {
    this.turn = turn;
    this.node = turn.node();
    this.threads = threads;
  }

  /** So many requests in so many seconds, and what they took of the node's processors. */
  private record Answers(long count, double seconds, long nodeMillis, long databaseMillis) {
    double rate() {
      return count / seconds;
    }

    double nodeMillisEach() {
      return (double) nodeMillis / count;
    }
  }

  static void oneByOne(Turn turn) throws IOException, InterruptedException {
    if (turn.contender().limited()) {
      for (int threads : Creation.THREADS) {
        new RestCreation(turn, threads).measure();
      }
    }
  }

  private void measure() throws IOException, InterruptedException {
    Answers empty = measure("/api/bench/nothing", 204);
    Answers creations = measure("/api/executions", CREATED);
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(Creation.RATE, creations.rate());
    values.put("node CPU ms", creations.nodeMillisEach());
    values.put("above an empty request", creations.nodeMillisEach() - empty.nodeMillisEach());
    values.put("database CPU ms", (double) creations.databaseMillis() / creations.count());
    values.put("empty requests/s", empty.rate());
    turn.add(Creation.setting(threads), values);
  }

  private Answers measure(String path, int status) throws IOException, InterruptedException {
    Creation.warmUp(
        turn.plan().warmUpSeconds(), () -> answers(path, status, WARM_UP_MILLIS).rate());
    return answers(path, status, (long) (turn.plan().seconds() * 1000));
  }

  private Answers answers(String path, int status, long millis)
      throws IOException, InterruptedException {
    ExecutorService clients = Executors.newFixedThreadPool(threads);
    try {
      long nodeMillis = ProcessorTime.millis(node.pid());
      long databaseMillis = turn.database().processorMillis();
      long begin = System.nanoTime();
      long end = begin + TimeUnit.MILLISECONDS.toNanos(millis);
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        counts.add(clients.submit(() -> requestUntil(path, status, end)));
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

  private long requestUntil(String path, int status, long end)
      throws IOException, InterruptedException {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.httpPort() + path))
            .header("Authorization", "Bearer " + ServiceContender.TOKEN)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(CREATION))
            .build();
    long count = 0;
    while (System.nanoTime() < end) {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != status) {
        throw new IOException(path + " was answered " + answer.statusCode());
      }
      count++;
    }
    return count;
  }
}
