package io.executions.launch;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;

/**
 * Puts what the server prints while it stops into its log, as records at INFO. What it prints to
 * standard error stays there.
 */
final class PrintedLines extends OutputStream {
  private static final System.Logger LOG = System.getLogger("fish.payara.printed");

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private PrintedLines() {}

  static PrintStream asStream() {
    return new PrintStream(new PrintedLines(), true, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void write(int octet) {
    if (octet != '\n') {
      line.write(octet);
      return;
    }
    LOG.log(Level.INFO, line.toString(StandardCharsets.UTF_8).strip());
    line.reset();
  }
}
