package io.executions.handlers.http;

import io.executions.api.PermanentFailureException;
import io.executions.settings.HttpAllow;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/**
 * Makes calls: a request, the redirects that follow, and the answer. Each request has a connection
 * of its own, so that no connection is used that was checked for another one. Safe for use by
 * several threads.
 */
final class HttpCalls implements AutoCloseable {
  private static final int MAX_REDIRECTS = 5;

  private final ScheduledThreadPoolExecutor clock;
  private final ThreadPoolExecutor lookUps;
  private final Addresses addresses;
  private final Supplier<SSLContext> tls;

  /**
   * Makes calls to what is allowed.
   *
   * @param threads how many names may be looked up at once
   * @param tls whose trust decides which certificates are good; asked for once https is called
   */
  HttpCalls(HttpAllow allow, int threads, Addresses.NameService names, Supplier<SSLContext> tls) {
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
    addresses = new Addresses(allow, names, lookUps);
    this.tls = tls;
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
      for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
        Step step = send(request, stop);
        if (step.output().isPresent()) {
          return step.output().get();
        }
        request = step.next();
      }
      throw new HttpFailureException(
          "More than %d redirects, the last one to %s"
              .formatted(MAX_REDIRECTS, request.target().authority()));
    }
  }

  /** What an answer means: an output, or else the request to send next. */
  private record Step(Optional<JsonObject> output, Request next) {}

  private Step send(Request request, CallStop stop) throws IOException, PermanentFailureException {
    Target target = request.target();
    try (HttpConnection connection =
        new HttpConnection(addresses.permitted(target, stop), tls, stop)) {
      ClassicHttpResponse response = connection.send(request);
      return step(response, request);
    } catch (HttpFailureException e) {
      throw e;
    } catch (IOException e) {
      stop.check(target, e);
      throw Failures.readable(e, target, stop);
    }
  }

  private static Step step(ClassicHttpResponse response, Request request)
      throws IOException, PermanentFailureException {
    int status = response.getCode();
    if (status >= 400) {
      throw new HttpFailureException(
          "HTTP %d from %s".formatted(status, request.target().authority()));
    }
    Header location = response.getFirstHeader("Location");
    if (location != null && Request.isRedirect(status)) {
      return new Step(Optional.empty(), request.redirected(status, location.getValue()));
    }
    return new Step(Optional.of(AnswerReader.read(response, request.target())), request);
  }

  /** Takes no new calls; the time of those that still run stays bounded. */
  @Override
  public void close() {
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
