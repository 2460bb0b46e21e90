package io.executions.it.library.application;

import java.util.List;

/** An input as JSON-B reads it: a class with fields. */
public class Booking {
  /** What is booked. */
  public String entry;

  /** How it ends: {@code return} or {@code throw}. */
  public String end;

  /** Something nested. */
  public List<Integer> amounts;

  /** What a handler makes of it, as JSON-B writes it. */
  public static class Receipt {
    /** The entry that was booked. */
    public String booked;

    /** The sum of its amounts. */
    public int sum;

    /** What the active request scope held. */
    public String request;

    /** What the application's configuration says. */
    public String currency;

    /** For whom the server takes the handler. */
    public String caller;
  }
}
