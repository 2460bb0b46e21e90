package io.executions.it.process;

import static org.awaitility.Awaitility.await;

import io.executions.it.service.ServiceClient;
import io.executions.it.service.ServiceClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks a node for its health all the time, as a load balancer does. Whatever the database does, the
 * node must live, and tell quickly whether it can take work.
 */
final class HealthWatch implements AutoCloseable {
  private static final long MOST_MILLIS = 2000;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final ServiceClient client;
  private final ConcurrentLinkedQueue<String> breaches = new ConcurrentLinkedQueue<>();
  private final AtomicLong slowest = new AtomicLong();
  private final List<Thread> threads;
  private volatile Answer readiness;
  private volatile boolean closed;

  private HealthWatch(ServiceClient client) {
    this.client = client;
    this.threads =
        List.of(
            new Thread(() -> watch("api/health/live"), "liveness"),
            new Thread(() -> watch("api/health/ready"), "readiness"));
  }

  /** Begins to watch a node that answers. */
  static HealthWatch of(ServiceClient client) {
    HealthWatch watch = new HealthWatch(client);
    watch.threads.forEach(Thread::start);
    await().until(() -> watch.readiness != null);
    return watch;
  }

  /** Returns when the node has said that it cannot take work, and what it said. */
  String awaitUnready(Duration most) {
    return await("not ready")
        .atMost(most)
        .pollInterval(PAUSE)
        .until(() -> readiness, answer -> answer.status() == 503)
        .json()
        .getJsonArray("problems")
        .toString();
  }

  /** Returns when the node says that, among other things, for that it cannot take work. */
  void awaitSaying(String problem, Duration most) {
    await(problem)
        .atMost(most)
        .pollInterval(PAUSE)
        .until(() -> readiness.json().toString().contains(problem));
  }

  /** Returns when the node has said that it can take work. */
  void awaitReady(Duration most) {
    await("ready").atMost(most).pollInterval(PAUSE).until(this::isReady);
  }

  /** Returns whether the node has lastly said that it can take work. */
  boolean isReady() {
    return readiness.status() == 200;
  }

  /** Returns each answer that was slow, missing or of another status than it may be. */
  List<String> breaches() {
    return List.copyOf(breaches);
  }

  long slowestMillis() {
    return slowest.get();
  }

  private void watch(String path) {
    boolean liveness = path.endsWith("live");
    while (!closed) {
      long from = System.nanoTime();
      try {
        Answer answer = client.get(path);
        int status = answer.status();
        judge(path, from, status == 200 || status == 503 && !liveness ? null : answer.toString());
        if (!liveness) {
          readiness = answer;
        }
      } catch (IOException e) {
        judge(path, from, e.toString());
      }
      pause();
    }
  }

  private void judge(String path, long from, String fault) {
    long millis = Duration.ofNanos(System.nanoTime() - from).toMillis();
    slowest.accumulateAndGet(millis, Math::max);
    if (!closed && (fault != null || millis > MOST_MILLIS)) {
      breaches.add("%s after %d ms: %s".formatted(path, millis, fault == null ? "slow" : fault));
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }
}
