package io.executions.api;

/** An input is larger than this service keeps; nothing was done. */
public class TooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String pointer;

  /**
   * Makes one.
   *
   * @param pointer the JSON pointer of what is too large; empty for the whole request
   * @param maxBytes how large it may be, in bytes of UTF-8
   */
  public TooLargeException(String pointer, long maxBytes) {
    super("larger than the " + maxBytes + " bytes allowed");
    this.pointer = pointer;
  }

  /**
   * Makes one.
   *
   * @param pointer the JSON pointer of what is too large; empty for the whole request
   * @param reason says what it does not fit
   */
  public TooLargeException(String pointer, String reason) {
    super("too large: " + reason);
    this.pointer = pointer;
  }

  /** Returns the JSON pointer of what is too large. */
  public String pointer() {
    return pointer;
  }
}
