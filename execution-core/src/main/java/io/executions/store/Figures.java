package io.executions.store;

/** How many have ended, and how long those of them that ran had waited and run. Not thread-safe. */
final class Figures {
  private final Histogram waited;
  private final Histogram ran;
  private long ended;

  Figures() {
    this(0, new Histogram(), new Histogram());
  }

  Figures(long ended, Histogram waited, Histogram ran) {
    this.ended = ended;
    this.waited = waited;
    this.ran = ran;
  }

  void add(Move end) {
    ended++;
    end.times()
        .ifPresent(
            times -> {
              waited.add(Histogram.bucket(times.waited()), 1);
              ran.add(Histogram.bucket(times.ran()), 1);
            });
  }

  Figures add(Figures other) {
    ended += other.ended;
    waited.add(other.waited);
    ran.add(other.ran);
    return this;
  }

  long ended() {
    return ended;
  }

  Histogram waited() {
    return waited;
  }

  Histogram ran() {
    return ran;
  }
}
