package io.executions.engine;

import io.executions.api.PermanentFailureException;
import io.executions.handlers.Handler;
import io.executions.handlers.Handlers;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Runs one attempt on its worker's thread and makes an outcome of whatever happens. */
final class Runner {
  private final Handlers handlers;
  private final HandlerTransaction transaction;
  private final RequestScope requestScope;
  private final long outputMaxBytes;
  private final BooleanSupplier mayStart;
  private final LongSupplier ticker;

  /**
   * Makes one.
   *
   * @param mayStart whether this node is sure of its place in the cluster
   * @param ticker monotonic nanoseconds
   */
  Runner(
      Handlers handlers,
      HandlerTransaction transaction,
      RequestScope requestScope,
      long outputMaxBytes,
      BooleanSupplier mayStart,
      LongSupplier ticker) {
    this.handlers = handlers;
    this.transaction = transaction;
    this.requestScope = requestScope;
    this.outputMaxBytes = outputMaxBytes;
    this.mayStart = mayStart;
    this.ticker = ticker;
  }

  Outcome run(Run run) {
    if (!mayStart.getAsBoolean()) {
      return new Outcome.Released("This node had lost touch with the cluster");
    }
    Handler handler = handlers.find(run.type()).orElseThrow();
    try {
      return requestScope.call(() -> handle(handler, run));
    } catch (Throwable e) {
      // Whatever a handler throws, an Error too, must end as the outcome of this attempt alone.
      return failure(run, e);
    }
  }

  private Outcome handle(Handler handler, Run run) throws Exception {
    return handler.transactional()
        ? transaction.run(run, () -> call(handler, run))
        : new Outcome.Completed(call(handler, run));
  }

  private String call(Handler handler, Run run) throws Exception {
    run.enterHandler(ticker.getAsLong());
    String output;
    try {
      output = handler.call(run.claimed().input(), run);
    } finally {
      run.leaveHandler();
    }
    if (run.stopped() == Run.Stop.TIMEOUT) {
      throw new InterruptedException("The handler returned after its time was over");
    }
    checkSize(output);
    return output;
  }

  private void checkSize(String output) throws PermanentFailureException {
    if (output != null) {
      long bytes = output.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > outputMaxBytes) {
        throw new PermanentFailureException(
            "The output has %d bytes; EXECUTION_OUTPUT_MAX_BYTES allows %d"
                .formatted(bytes, outputMaxBytes));
      }
    }
  }

  private static Outcome failure(Run run, Throwable thrown) {
    if (run.stopped() == Run.Stop.TIMEOUT) {
      String message =
          "Timed out after %d ms".formatted(run.claimed().timeout().orElseThrow().toMillis());
      return new Outcome.TimedOut(message, ErrorText.detail(thrown));
    }
    if (run.stopped() == Run.Stop.RELEASE) {
      return new Outcome.Released("Its node stopped before it had ended");
    }
    return new Outcome.Failed(
        ErrorText.message(thrown),
        ErrorText.detail(thrown),
        thrown instanceof PermanentFailureException);
  }
}
