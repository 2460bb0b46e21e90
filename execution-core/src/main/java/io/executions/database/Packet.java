package io.executions.database;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Objects;

/**
 * How large a statement a session of the database takes. One that is larger is not refused: the
 * server cuts the connection, as if it were away.
 *
 * @param setting the name of what bounds it
 * @param bytes the bound
 */
public record Packet(String setting, long bytes) {
  public static final Packet UNBOUNDED = new Packet("none", Long.MAX_VALUE);

  /** The statement itself and its short values. */
  private static final long REST = 4096;

  /** What every server takes, so that nobody needs to ask for it. */
  public static final Packet SMALL = new Packet("none", REST + 16 * 1024);

  /**
   * Returns the bound of that session, if any of the texts, null for none, makes it worth asking.
   */
  public static Packet forTexts(Sql sql, Collection<Text> texts) throws SQLException {
    long bytes = texts.stream().filter(Objects::nonNull).mapToLong(Text::quotedBytes).sum();
    return bytes <= SMALL.room() ? UNBOUNDED : sql.dialect().packet(sql);
  }

  /** Returns whether a statement with those texts, null for none, is small enough. */
  public boolean takes(Text... texts) {
    long bytesInAll = 0;
    for (Text text : texts) {
      bytesInAll += text == null ? 0 : text.quotedBytes();
    }
    return bytesInAll <= room();
  }

  /** Returns how many bytes the texts of one statement may have. */
  public long room() {
    return bytes - REST;
  }

  /** Says why it does not take a text. */
  public String refusal(String what, Text text) {
    String reason =
        "The %s of %d bytes does not fit the database's %s of %d bytes"
            .formatted(what, text.bytes(), setting, bytes);
    return text.bytes() <= room()
        ? reason + " (within a statement it has %d)".formatted(text.quotedBytes())
        : reason;
  }
}
