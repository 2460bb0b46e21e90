package io.executions.it.proxy;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * A message is a letter, four bytes of length, and what it says; the first ones have no letter. A
 * statement that was prepared once is run by its name.
 */
final class PostgreSqlReader extends StatementReader {
  private static final int PROTOCOL_3 = 3;

  private final Map<String, String> prepared = new HashMap<>();
  private boolean started;

  @Override
  int size(ByteBuffer buffer) {
    int letter = started ? 1 : 0;
    return buffer.remaining() < letter + Integer.BYTES
        ? -1
        : letter + buffer.getInt(buffer.position() + letter);
  }

  @Override
  String statement(ByteBuffer message) {
    if (!started) {
      started = message.getShort(Integer.BYTES) == PROTOCOL_3;
      return null;
    }
    byte letter = message.get();
    message.getInt();
    switch (letter) {
      case 'P' -> prepared.put(next(message), next(message));
      case 'B' -> {
        next(message);
        return prepared.get(next(message));
      }
      case 'Q' -> {
        return next(message);
      }
      default -> {
        return null;
      }
    }
    return null;
  }

  /** Says nothing of names, which the client gives. */
  @Override
  void answer(byte[] bytes, int length) {}

  /** Reads a text up to the zero that ends it. */
  private static String next(ByteBuffer message) {
    int end = message.position();
    while (message.get(end) != 0) {
      end++;
    }
    String text = text(message.slice(message.position(), end - message.position()));
    message.position(end + 1);
    return text;
  }
}
