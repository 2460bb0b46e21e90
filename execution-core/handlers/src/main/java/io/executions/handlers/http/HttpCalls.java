package io.executions.handlers.http;

import io.executions.api.PermanentFailureException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Makes calls: a request, the redirects that follow, and the answer. For each request the host's
 * addresses are looked up and checked anew, and a connection that was kept is used only if it leads
 * to one of them. Safe for use by several threads.
 */
final class HttpCalls implements AutoCloseable {
  private static final int MAX_REDIRECTS = 5;

  private final ScheduledThreadPoolExecutor clock;
  private final ThreadPoolExecutor lookUps;
  private final Addresses addresses;
  private final HttpRules rules;
  private final Supplier<SSLContext> tls;
  private final KeptConnections kept;

  /**
   * Makes calls by these rules.
   *
   * @param threads how many names may be looked up, and how many connections be kept at once
   * @param tls whose trust decides which certificates are good; asked for once https is called
   */
  HttpCalls(HttpRules rules, int threads, Addresses.NameService names, Supplier<SSLContext> tls) {
    clock = new ScheduledThreadPoolExecutor(1, daemons("execution-http-clock"));
    clock.setRemoveOnCancelPolicy(true);
    lookUps =
        new ThreadPoolExecutor(
            threads,
            threads,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            daemons("execution-http-names"));
    lookUps.allowCoreThreadTimeOut(true);
    addresses = new Addresses(rules.allow(), names, lookUps);
    this.rules = rules;
    this.tls = tls;
    kept = new KeptConnections(threads, clock);
  }

  /**
   * Makes one call and returns its output.
   *
   * @param onCancel takes what is to be done when the call must end early
   * @throws PermanentFailureException if an address is not allowed, or the answer too large
   * @throws IOException if there is no good answer
   */
  JsonObject call(HttpInput input, Consumer<Runnable> onCancel)
      throws IOException, PermanentFailureException {
    try (CallStop stop = new CallStop(input.timeout(), clock)) {
      onCancel.accept(stop::cancel);
      Request request = input.first();
      for (int redirects = 0; ; redirects++) {
        Step step = send(request, redirects < MAX_REDIRECTS, stop);
        if (step.output().isPresent()) {
          return step.output().get();
        }
        request = step.next();
      }
    }
  }

  /** What an answer means: an output, or else the request to send next. */
  private record Step(Optional<JsonObject> output, Request next) {}

  private Step send(Request request, boolean mayFollow, CallStop stop)
      throws IOException, PermanentFailureException {
    Target target = request.target();
    try (HttpConnection connection = connection(request, stop)) {
      Answer answer = new Answer(connection.send(request), target, rules.maxBytes());
      try {
        Step step = step(answer, request, mayFollow);
        connection.mayBeKept(answer);
        return step;
      } catch (IOException e) {
        HttpFailureException failure = worded(e, target, stop);
        connection.readOnlyWhatComes();
        throw failure.with(answer.beginning());
      }
    } catch (IOException e) {
      throw worded(e, target, stop);
    }
  }

  private HttpConnection connection(Request request, CallStop stop)
      throws IOException, PermanentFailureException {
    List<InetAddress> permitted = addresses.permitted(request.target(), stop);
    Optional<HttpConnection> used =
        request.mayShare() ? kept.take(request.target(), permitted) : Optional.empty();
    HttpConnection connection = used.orElseGet(() -> new HttpConnection(tls));
    connection.use(permitted, stop, kept);
    return connection;
  }

  private static HttpFailureException worded(IOException failure, Target target, CallStop stop) {
    return failure instanceof HttpFailureException worded
        ? worded
        : stop.failure(target, failure).orElseGet(() -> Failures.readable(failure, target, stop));
  }

  private Step step(Answer answer, Request request, boolean mayFollow)
      throws IOException, PermanentFailureException {
    int status = answer.status();
    if (status >= 400) {
      throw new HttpFailureException(
              "HTTP %d from %s".formatted(status, request.target().authority()))
          .after(RetryAfter.of(answer));
    }
    String location = answer.header("Location");
    if (location == null || !Request.isRedirect(status)) {
      return new Step(Optional.of(answer.whole()), request);
    }
    Request next = request.redirected(status, location, rules.credentials());
    if (!mayFollow) {
      throw new HttpFailureException(
          "More than %d redirects, the last one to %s"
              .formatted(MAX_REDIRECTS, next.target().authority()));
    }
    return new Step(Optional.empty(), next);
  }

  /** Takes no new calls; the time of those that still run stays bounded. */
  @Override
  public void close() {
    kept.close();
    clock.shutdown();
    lookUps.shutdown();
  }

  private static ThreadFactory daemons(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
