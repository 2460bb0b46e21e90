package io.executions.it.proxy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A packet is three bytes of length, a number within its exchange, and what it says. A statement
 * that was prepared once is run by the number that the server answered, which does not begin with 1
 * where the server's thread has served a connection before.
 */
final class MariaDbReader extends StatementReader {
  private static final int HEADER = 4;
  private static final int QUERY = 3;
  private static final int PREPARE = 0x16;
  private static final int EXECUTE = 0x17;
  private static final int CLOSE = 0x19;

  private static final int PREPARED = 0;

  private final Map<Integer, String> prepared = new ConcurrentHashMap<>();
  private volatile String preparing;

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
    if (!first || message.remaining() <= HEADER) {
      return null;
    }
    message.position(HEADER + 1);
    switch (message.get(HEADER)) {
      case QUERY -> {
        return text(message);
      }
      case PREPARE -> preparing = text(message);
      case EXECUTE -> {
        return prepared.get(number(message));
      }
      case CLOSE -> prepared.remove(number(message));
      default -> {
        return null;
      }
    }
    return null;
  }

  /** A client that does not send ahead asks for nothing more before it has this answer whole. */
  @Override
  void answer(byte[] bytes, int length) {
    if (preparing != null && length > HEADER) {
      if (bytes[HEADER] == PREPARED) {
        ByteBuffer answer = ByteBuffer.wrap(bytes, HEADER + 1, length - HEADER - 1);
        prepared.put(number(answer), preparing);
      }
      preparing = null;
    }
  }

  private static int number(ByteBuffer message) {
    return message.order(ByteOrder.LITTLE_ENDIAN).getInt();
  }
}
