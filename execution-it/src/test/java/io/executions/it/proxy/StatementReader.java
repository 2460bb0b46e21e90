package io.executions.it.proxy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads, from what a client sends over one connection, which statements it runs. What comes back
 * may be told by another thread.
 */
abstract class StatementReader {
  private byte[] pending = {};

  /** Returns one for a new connection to the database of that URL. */
  static StatementReader of(String url) {
    return url.startsWith("jdbc:postgresql:") ? new PostgreSqlReader() : new MariaDbReader();
  }

  /** Takes the next bytes, and returns the statements of whatever has come to its end. */
  List<String> read(byte[] bytes, int length) {
    byte[] all = new byte[pending.length + length];
    System.arraycopy(pending, 0, all, 0, pending.length);
    System.arraycopy(bytes, 0, all, pending.length, length);
    List<String> statements = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.wrap(all);
    for (int size = size(buffer); size >= 0 && size <= buffer.remaining(); size = size(buffer)) {
      ByteBuffer message = buffer.slice(buffer.position(), size);
      buffer.position(buffer.position() + size);
      String statement = statement(message);
      if (statement != null) {
        statements.add(statement);
      }
    }
    pending = new byte[buffer.remaining()];
    buffer.get(pending);
    return statements;
  }

  /** Takes the next bytes that the server sends, before the client has them. */
  abstract void answer(byte[] bytes, int length);

  /** Returns how long the message is that begins here, or -1 if not enough of it is there. */
  abstract int size(ByteBuffer buffer);

  /** Returns the statement that a message runs, or null. */
  abstract String statement(ByteBuffer message);

  static String text(ByteBuffer buffer) {
    return StandardCharsets.UTF_8.decode(buffer).toString();
  }
}
