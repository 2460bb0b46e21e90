package io.executions.listener;

import java.util.Arrays;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.MemoryManager;

/** A request body, as far as it has come. It takes little more memory than it has bytes. */
final class CollectedBody {
  private static final int FIRST = 1024;

  private final ByteBudget budget;
  private byte[] bytes = new byte[0];
  private int size;

  CollectedBody(ByteBudget budget) {
    this.budget = budget;
  }

  /**
   * Takes all that is in the buffer.
   *
   * @throws RefusedException if the body gets too large, or all bodies together
   */
  void add(Buffer more, long most) {
    int length = more.remaining();
    if (size + (long) length > most) {
      throw new RefusedException(Refusal.tooLarge(most));
    }
    if (size + length > bytes.length) {
      int capacity = Math.max(Math.max(FIRST, size + length), size + size / 2);
      if (!budget.tryTake(capacity - bytes.length)) {
        throw new RefusedException(Refusal.BUSY);
      }
      bytes = Arrays.copyOf(bytes, capacity);
    }
    more.get(bytes, size, length);
    size += length;
  }

  boolean isEmpty() {
    return size == 0;
  }

  Buffer toBuffer(MemoryManager<?> memory) {
    return Buffers.wrap(memory, bytes, 0, size);
  }

  /** Says that it is no longer held. */
  void release() {
    budget.remove(bytes.length);
    bytes = new byte[0];
    size = 0;
  }
}
