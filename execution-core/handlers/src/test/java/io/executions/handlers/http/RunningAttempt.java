package io.executions.handlers.http;

import io.executions.api.ExecutionContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An attempt that a test can cancel. */
final class RunningAttempt implements ExecutionContext {
  private final List<Runnable> actions = new ArrayList<>();
  private boolean cancelled;

  @Override
  public long id() {
    return 1;
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public String type() {
    return "http";
  }

  @Override
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void snooze(Duration delay) {
    throw new IllegalStateException("No built-in handler does that");
  }

  @Override
  public synchronized void onCancel(Runnable action) {
    if (cancelled) {
      action.run();
    } else {
      actions.add(action);
    }
  }

  synchronized void cancel() {
    cancelled = true;
    actions.forEach(Runnable::run);
  }
}
