package io.executions.api;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * The code that runs the executions of one type. An application gives one as a CDI bean, and the
 * deployment fails when two have the same type:
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class SendInvoice implements ExecutionHandler<Invoice, Receipt> {
 *   public String type() { return "send-invoice"; }
 *   public Receipt handle(Invoice invoice, ExecutionContext context) throws Exception { ... }
 * }
 * }</pre>
 *
 * <p>Whatever the application injects elsewhere is injected here as well, configuration too. Each
 * attempt has a request scope of its own, and runs for nobody: the caller's principal is the
 * anonymous one. What a handler must know of the creator belongs into the input.
 *
 * <p>One bean serves many attempts at the same time, so it must be safe for that. An attempt may
 * run again after a crash even if it had all but ended: make its effects repeatable, fence them
 * with {@code (id, attempt)}, or be {@linkplain #transactional() transactional}.
 *
 * @param <I> the input, read by JSON-B; {@link JsonValue} takes it as it is
 * @param <O> the output, written by JSON-B; {@link Void} or null for none
 */
public interface ExecutionHandler<I, O> {
  /** Returns the type, {@code [a-z][a-z0-9._-]{0,99}}; constant, and unique in the application. */
  String type();

  /**
   * Runs one attempt and returns its output.
   *
   * @throws PermanentFailureException to make the execution failed whatever attempts are left
   * @throws RetryLaterException to fail this attempt and say when another one is worth making
   * @throws Exception anything else fails this attempt; another follows if any is left
   */
  O handle(I input, ExecutionContext context) throws Exception;

  /**
   * Returns whether an attempt runs in one JTA transaction with its completion: its work in the
   * service's database and the status {@code completed} then commit together or not at all. False
   * by default: no transaction is open while the handler runs.
   */
  default boolean transactional() {
    return false;
  }

  /**
   * Returns whether this handler itself sees to it that its outputs do not become too large. False
   * by default: an output of more than {@code EXECUTION_OUTPUT_MAX_BYTES}, as JSON in UTF-8 (1 MiB
   * unless set otherwise), fails the execution.
   */
  default boolean boundsOutput() {
    return false;
  }

  /**
   * Returns how long an execution of this type waits between attempts, unless it says so itself;
   * empty by default: {@link Backoff#DEFAULT}. Asked when the handlers are indexed.
   */
  default Optional<Backoff> backoff() {
    return Optional.empty();
  }

  /**
   * Checks an input when an execution is created, before anything is stored.
   *
   * @return all that is wrong, with pointers from the input's root such as {@code /url}; by default
   *     nothing
   */
  default List<Fault> check(JsonValue input) {
    return List.of();
  }

  /**
   * Returns whether this node can run the type at all; true by default. False leaves the type out
   * on this node: it is as if there were no such handler. Asked when the handlers are indexed.
   */
  default boolean available() {
    return true;
  }

  /**
   * Returns the queue of what is created of this type without saying one; {@code default} unless a
   * handler names another, of the form of a type. Where nodes disagree, as in a rolling deployment,
   * the one that started last holds.
   */
  default String queue() {
    return NewExecution.DEFAULT_QUEUE;
  }

  /** Returns an input that shows a person what this type takes; an empty object by default. */
  default JsonValue exampleInput() {
    return JsonValue.EMPTY_JSON_OBJECT;
  }
}
