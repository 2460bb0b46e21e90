package io.executions.web;

import io.executions.api.Execution;
import io.executions.api.ExecutionService;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/**
 * Reads executions that have ended, with their outputs, for the clients that wait for them: one by
 * one, and only so many outputs are in memory until clients have taken them. Thread-safe.
 */
final class WaitingOutputs {
  private static final System.Logger LOG = System.getLogger(WaitingOutputs.class.getName());
  private static final int MOST = 32;
  private static final int LEAST = 2;

  /** Of the heap, what they may take in all, and each of them with its input, written. */
  private static final int SHARE = 16;

  private static final long BYTES_EACH = 4L << 20;

  private final ExecutionService service;
  private final WaitingList list;
  private final WaitingThreads threads;
  private final WaitingAnswers answers;
  private final int most;
  private final Deque<Waiter> unread = new ArrayDeque<>();
  private int inMemory;

  WaitingOutputs(
      ExecutionService service,
      WaitingList list,
      WaitingThreads threads,
      WaitingAnswers answers,
      int most) {
    this.service = service;
    this.list = list;
    this.threads = threads;
    this.answers = answers;
    this.most = most;
  }

  /** Returns how many outputs may be in memory at once where the heap may grow that large. */
  static int most(long heapBytes) {
    return (int) Math.max(LEAST, Math.min(MOST, heapBytes / SHARE / BYTES_EACH));
  }

  /** Answers a client whose execution has ended, as soon as there is room for its output. */
  void answer(Waiter waiter) {
    waiter.beRead(true);
    synchronized (this) {
      unread.add(waiter);
    }
    readNext();
  }

  private void readNext() {
    Waiter next;
    synchronized (this) {
      if (inMemory >= most || unread.isEmpty()) {
        return;
      }
      next = unread.remove();
      inMemory++;
    }
    try {
      threads.ask(() -> read(next));
    } catch (RejectedExecutionException e) {
      leave(next);
    } catch (RuntimeException | Error e) {
      // Before anything else, which may fail too.
      leave(next);
      LOG.log(System.Logger.Level.WARNING, "Nobody can read now: {0}", e.toString());
    }
  }

  /** Leaves it, and all that are unread, to the next look. */
  private synchronized void leave(Waiter waiter) {
    inMemory--;
    unread.add(waiter);
    unread.forEach(left -> left.beRead(false));
    unread.clear();
  }

  private void read(Waiter waiter) {
    Runnable sending = null;
    boolean removed = false;
    try {
      if (list.contains(waiter)) {
        Optional<Execution> execution = service.getExecution(waiter.id());
        removed = execution.isPresent() && list.remove(waiter);
        sending = removed ? waiter.answer(execution.get()) : null;
      }
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.WARNING, "Could not read what has ended: {0}", e.toString());
    } finally {
      // Whatever it was, there must be room for another one's output.
      waiter.beRead(false);
      if (sending == null) {
        isGone();
      }
    }
    if (sending != null) {
      answers.send(sending, this::isGone);
    } else if (removed) {
      answers.sendLatest(waiter);
    }
  }

  private void isGone() {
    synchronized (this) {
      inMemory--;
    }
    readNext();
  }
}
