package io.executions.it.library.application;

import io.executions.api.ExecutionContext;
import io.executions.api.ExecutionHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import java.util.concurrent.Semaphore;

/** Heeds no interrupt: it ends when it is released, and books then whether it was cancelled. */
@ApplicationScoped
public class StubbornHandler implements ExecutionHandler<JsonValue, Void> {
  private final Semaphore releases = new Semaphore(0);

  @Inject private Ledger ledger;

  @Override
  public String type() {
    return "stubborn";
  }

  @Override
  public Void handle(JsonValue input, ExecutionContext context) {
    releases.acquireUninterruptibly();
    // WildFly lets an interrupted thread use no connection.
    Thread.interrupted();
    ledger.add("stubborn %d %s".formatted(context.id(), context.isCancelled()));
    throw new IllegalStateException("Released");
  }

  /** Lets one attempt end. */
  public void release() {
    releases.release();
  }
}
