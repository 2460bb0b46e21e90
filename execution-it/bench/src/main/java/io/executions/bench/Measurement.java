package io.executions.bench;

import java.io.IOException;

/** Something to find out in a {@link Turn}. */
interface Measurement {
  void measure(Turn turn) throws IOException, InterruptedException;
}
