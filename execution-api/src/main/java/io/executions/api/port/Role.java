package io.executions.api.port;

import java.util.Locale;

/** What the bearer of a token may do; each role may do all that the one before it may. */
public enum Role {
  /** Reads, without error details and with credentials in inputs redacted. */
  VIEWER,
  /** Also creates, cancels, retries, and sees details. */
  OPERATOR,
  /** Also changes settings and nodes. */
  ADMIN;

  /** Returns whether this role may do what needs {@code needed}. */
  public boolean includes(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** Returns the name used in JSON and in the database. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
