package io.executions.listener;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;

/**
 * Hands requests to threads once they have come whole, so that a slow client holds none. Requests
 * for health get threads of their own.
 */
final class Dispatcher extends BaseFilter {
  private static final String HEALTH = "/api/health/";

  /** Set by the launcher while the application cannot answer, but for its health. */
  private static final String BROKEN = "io.executions.broken";

  /** Marks the request by which the launcher finds out whether requests are still answered. */
  private static final String SELF_CHECK = "X-Self-Check";

  private static final String SECRET = "io.executions.self-check";

  private static final int HEALTH_THREADS = 2;
  private static final int HEALTH_QUEUE = 1000;

  private final long mostBodyBytes;
  private final ThreadPoolExecutor healthThreads;

  Dispatcher(long mostBodyBytes) {
    this.mostBodyBytes = mostBodyBytes;
    healthThreads =
        new ThreadPoolExecutor(
            HEALTH_THREADS,
            HEALTH_THREADS,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(HEALTH_QUEUE),
            work -> {
              Thread thread = new Thread(work, "http-health");
              thread.setDaemon(true);
              return thread;
            });
  }

  private static boolean isSelfCheck(HttpRequestPacket request) {
    String said = request.getHeader(SELF_CHECK);
    return said != null && said.equals(System.getProperty(SECRET));
  }

  @Override
  public NextAction handleRead(FilterChainContext ctx) {
    HttpContent content = ctx.getMessage();
    Client client = Guard.clientOf(ctx);
    if (client.isLeaving() || HttpContent.isBroken(content)) {
      NextAction end = ctx.getSuspendAction();
      ctx.completeAndRecycle();
      return end;
    }
    HttpRequestPacket request = (HttpRequestPacket) content.getHttpHeader();
    CollectedBody body = client.body();
    try {
      if (!content.isLast() || !body.isEmpty()) {
        body.add(content.getContent(), mostBodyBytes);
      }
    } catch (RefusedException e) {
      client.refuse(e.refusal());
      return ctx.getStopAction();
    }
    if (!content.isLast()) {
      content.recycle();
      return ctx.getStopAction();
    }
    if (Boolean.getBoolean(BROKEN) && !isHealth(request) && !isSelfCheck(request)) {
      client.refuse(Refusal.BROKEN);
      return ctx.getStopAction();
    }
    client.served();
    if (!body.isEmpty()) {
      content.recycle();
      ctx.setMessage(
          HttpContent.builder(request)
              .content(body.toBuffer(ctx.getMemoryManager()))
              .last(true)
              .build());
    }
    return handOver(ctx, client, request);
  }

  private static boolean isHealth(HttpRequestPacket request) {
    return request.getRequestURI().startsWith(HEALTH);
  }

  private NextAction handOver(FilterChainContext ctx, Client client, HttpRequestPacket request) {
    Executor threads =
        isHealth(request)
            ? healthThreads
            : ctx.getConnection().getTransport().getWorkerThreadPool();
    NextAction suspended = ctx.getSuspendAction();
    ctx.suspend();
    client.onceRead(
        () -> {
          try {
            threads.execute(
                () ->
                    ctx.resume(client.isConnected() ? ctx.getInvokeAction() : ctx.getStopAction()));
          } catch (RejectedExecutionException e) {
            client.refuse(Refusal.BUSY);
            ctx.resume(ctx.getStopAction());
          }
        });
    return suspended;
  }
}
