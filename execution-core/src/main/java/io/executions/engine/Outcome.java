package io.executions.engine;

import io.executions.database.Packet;
import io.executions.database.Text;
import io.executions.store.Move;
import java.time.Duration;

/** How a run ended, as its worker saw it. */
sealed interface Outcome {
  /** Returns about how many bytes its texts have. */
  default long bytes() {
    return 0;
  }

  /** Returns the part of it that the database takes in one statement. */
  default Outcome within(Packet packet) {
    return this;
  }

  /** The handler returned this output, JSON; null for none. */
  record Completed(Text output) implements Outcome {
    @Override
    public long bytes() {
      return Text.bytes(output);
    }

    @Override
    public Outcome within(Packet packet) {
      return packet.takes(output) ? this : new Failed(packet.refusal("output", output), null, true);
    }
  }

  /**
   * The handler threw, or its output cannot be kept; a permanent failure is not tried again. The
   * output is what it had put out before, JSON; null for none. The delay is how long it asked to
   * wait before the next attempt; null for as long as is usual.
   */
  record Failed(String message, String detail, boolean permanent, Text output, Duration delay)
      implements Outcome {
    Failed(String message, String detail, boolean permanent) {
      this(message, detail, permanent, null, null);
    }

    @Override
    public long bytes() {
      return length(detail) + Text.bytes(output);
    }

    @Override
    public Outcome within(Packet packet) {
      return packet.takes(output, Text.of(detail))
          ? this
          : new Failed(message, detail, permanent, null, delay);
    }
  }

  /** The handler was told to stop because its time was over; the output as of one that failed. */
  record TimedOut(String message, String detail, Text output) implements Outcome {
    @Override
    public long bytes() {
      return length(detail) + Text.bytes(output);
    }

    @Override
    public Outcome within(Packet packet) {
      return packet.takes(output, Text.of(detail)) ? this : new TimedOut(message, detail, null);
    }
  }

  /** The handler did not run, or was stopped for no fault of its own; it costs no attempt. */
  record Released(String message) implements Outcome {}

  /** The handler returned and asked for another attempt, so much later; it costs none. */
  record Snoozed(Duration delay) implements Outcome {}

  /** Its node, or the transaction that it ran in, is gone; this says which. */
  record Interrupted(String message) implements Outcome {
    static Interrupted ofDead(String node) {
      return new Interrupted("The node %s died".formatted(node));
    }
  }

  /** Its node had no memory or no thread for it: an interruption, after which that node rests. */
  record Starved(String message) implements Outcome {}

  /**
   * The database rolled the transaction of a transactional handler back: in favour of another one
   * (a deadlock, a failed certification), or because it went away. Up to a bound, that is no fault
   * of the handler.
   */
  record RolledBack(String message, String detail) implements Outcome {
    @Override
    public long bytes() {
      return length(detail);
    }
  }

  /** The database takes no end of this attempt, not even a row that tells of it. */
  record Unrecordable(String message) implements Outcome {}

  /** The completion, this move, has been committed with the handler's own transaction. */
  record Settled(Move move) implements Outcome {}

  private static long length(String text) {
    return text == null ? 0 : text.length();
  }
}
