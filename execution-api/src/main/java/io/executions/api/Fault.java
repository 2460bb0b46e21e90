package io.executions.api;

/**
 * One thing that is wrong with what somebody gave.
 *
 * @param pointer where, as a JSON pointer (RFC 6901) such as {@code /input/url}; empty for the
 *     whole
 * @param detail what is wrong there, as a phrase that can follow the pointer
 */
public record Fault(String pointer, String detail) {
  /** Returns this fault as seen from a document that holds the faulty one under {@code prefix}. */
  public Fault under(String prefix) {
    return new Fault(prefix + pointer, detail);
  }
}
