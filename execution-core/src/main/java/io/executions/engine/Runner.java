package io.executions.engine;

import io.executions.api.DelayCarrier;
import io.executions.api.OutputCarrier;
import io.executions.api.PermanentFailureException;
import io.executions.database.FailureKind;
import io.executions.database.Text;
import io.executions.handlers.Handler;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Runs one attempt on its worker's thread and makes an outcome of whatever happens. */
final class Runner {
  private static final System.Logger LOG = System.getLogger(Runner.class.getName());

  /** Made in advance: there may be no memory for them when they are needed. */
  private static final Outcome LAST_RESORT =
      new Outcome.Failed("The handler failed in a way that could not be told", null, false);

  private static final Outcome STARVED = new Outcome.Starved("Its node ran out of memory");
  private static final int MOST_CAUSES = 100;

  private final EngineEnvironment environment;
  private final OutputLimit outputLimit;
  private final BooleanSupplier mayStart;
  private final Consumer<Run> onBegun;

  /**
   * Makes one.
   *
   * @param mayStart whether this node is sure of its place in the cluster
   * @param onBegun told when a handler begins
   */
  Runner(EngineEnvironment environment, BooleanSupplier mayStart, Consumer<Run> onBegun) {
    this.environment = environment;
    this.outputLimit = new OutputLimit(environment.settings().outputMaxBytes());
    this.mayStart = mayStart;
    this.onBegun = onBegun;
  }

  /** Runs the attempt; nothing leaves here but its outcome, not even when memory is short. */
  Outcome run(Run run) {
    try {
      return attempt(run);
    } catch (Throwable e) {
      return lastResort(e);
    }
  }

  /** What a handler throws may throw again whatever it is asked. */
  private static Outcome lastResort(Throwable thrown) {
    try {
      return starved(thrown) ? STARVED : LAST_RESORT;
    } catch (Throwable e) {
      return LAST_RESORT;
    }
  }

  private Outcome attempt(Run run) {
    if (!mayStart.getAsBoolean()) {
      return new Outcome.Released("This node had lost touch with the cluster");
    }
    try {
      Handler handler = environment.handlers().find(run.type()).orElseThrow();
      return environment.requestScope().call(() -> handle(handler, run));
    } catch (Throwable e) {
      // Whatever a handler throws, an Error too, must end as the outcome of this attempt alone.
      return failure(run, e);
    }
  }

  private Outcome handle(Handler handler, Run run) throws Exception {
    if (handler.transactional()) {
      return inTransaction(handler, run);
    }
    String output = call(handler, run);
    return run.snoozed()
        .<Outcome>map(Outcome.Snoozed::new)
        .orElseGet(() -> new Outcome.Completed(Text.of(output)));
  }

  private Outcome inTransaction(Handler handler, Run run) throws Exception {
    try {
      return environment.transaction().run(run, () -> call(handler, run));
    } catch (Exception e) {
      FailureKind kind = FailureKind.of(e);
      if (run.stopped() != null || kind.isRefusal()) {
        throw e;
      }
      String why =
          switch (kind) {
            case REPLAY -> "Overtaken by another transaction: ";
            case TIMED_OUT -> "A statement took too long: ";
            default -> "The database was lost: ";
          };
      return new Outcome.RolledBack(
          ErrorText.line(why + ErrorText.withRoot(e)), ErrorText.detail(e));
    }
  }

  private String call(Handler handler, Run run) throws Exception {
    run.enterHandler(environment.ticker().getAsLong());
    String output;
    try {
      onBegun.accept(run);
      output = handler.call(run.claimed().input(), run);
    } finally {
      run.leaveHandler();
    }
    if (run.stopped() == Run.Stop.TIMEOUT) {
      throw new InterruptedException("The handler returned after its time was over");
    }
    if (run.snoozed().isPresent()) {
      return null;
    }
    outputLimit.check(output, handler);
    return output;
  }

  private Outcome failure(Run run, Throwable thrown) {
    if (run.stopped() == Run.Stop.TIMEOUT) {
      String message =
          "Timed out after %d ms".formatted(run.claimed().timeout().orElseThrow().toMillis());
      return new Outcome.TimedOut(message, detail(run, thrown), outputOf(run, thrown));
    }
    if (run.stopped() == Run.Stop.RELEASE) {
      return new Outcome.Released("Its node stopped before it had ended");
    }
    if (starved(thrown)) {
      return new Outcome.Starved(
          ErrorText.line("Its node ran out of memory or threads: " + ErrorText.withRoot(thrown)));
    }
    return new Outcome.Failed(
        ErrorText.message(thrown),
        detail(run, thrown),
        thrown instanceof PermanentFailureException,
        outputOf(run, thrown),
        delayOf(thrown));
  }

  private static Duration delayOf(Throwable thrown) {
    return thrown instanceof DelayCarrier carrier ? carrier.delay().orElse(null) : null;
  }

  /**
   * Returns the stack trace, which leads the handler's author to the fault; for what a built-in
   * handler throws on purpose, only the words.
   */
  private String detail(Run run, Throwable thrown) {
    boolean onPurpose = !(thrown instanceof RuntimeException || thrown instanceof Error);
    boolean builtIn = environment.handlers().find(run.type()).filter(Handler::builtIn).isPresent();
    return onPurpose && builtIn ? ErrorText.words(thrown) : ErrorText.detail(thrown);
  }

  /**
   * Returns what the attempt had put out, if that can be kept; how it ended must not hang on it.
   */
  private Text outputOf(Run run, Throwable thrown) {
    if (!(thrown instanceof OutputCarrier carrier)) {
      return null;
    }
    try {
      String output = Handler.text(carrier.output().orElse(null));
      outputLimit.check(output, environment.handlers().find(run.type()).orElseThrow());
      return Text.of(output);
    } catch (PermanentFailureException | RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "What execution {0} had put out is not kept: {1}",
          Long.toString(run.id()),
          e.getMessage());
      return null;
    }
  }

  /** The virtual machine says the same of a thread that it cannot make. */
  private static boolean starved(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
