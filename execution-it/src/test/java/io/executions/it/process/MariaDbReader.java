package io.executions.it.process;

import java.nio.ByteBuffer;

/** A packet is three bytes of length, a number within its exchange, and what it says. */
final class MariaDbReader extends StatementReader {
  private static final int HEADER = 4;
  private static final int QUERY = 3;

  @Override
  int size(ByteBuffer buffer) {
    if (buffer.remaining() < HEADER) {
      return -1;
    }
    int at = buffer.position();
    return HEADER
        + ((buffer.get(at) & 0xff)
            | (buffer.get(at + 1) & 0xff) << 8
            | (buffer.get(at + 2) & 0xff) << 16);
  }

  @Override
  String statement(ByteBuffer message) {
    boolean first = message.get(HEADER - 1) == 0;
    if (!first || message.remaining() <= HEADER || message.get(HEADER) != QUERY) {
      return null;
    }
    return text(message.position(HEADER + 1));
  }
}
