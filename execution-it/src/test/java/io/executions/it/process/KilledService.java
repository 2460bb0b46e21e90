package io.executions.it.process;

import io.executions.it.history.Absence;
import io.executions.it.history.HostClock;
import io.executions.testing.TestLength;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A service that is killed at random moments and started again on its data. */
final class KilledService implements AutoCloseable {
  private final Installation installation;
  private final Random random;
  private final List<Absence> absences = new ArrayList<>();
  private ServiceProcess process;
  private long goneAt;

  private KilledService(Installation installation, Random random) {
    this.installation = installation;
    this.random = random;
  }

  /** Starts it and returns when it is ready. */
  static KilledService start(Installation installation, Random random) {
    KilledService service = new KilledService(installation, random);
    service.process = installation.start().awaitReady();
    return service;
  }

  /** Returns a source of random moments whose seed is printed; {@code it.seed} repeats one. */
  static Random random(String test) {
    long seed = Long.getLong("it.seed", System.nanoTime());
    System.out.printf("%1$s: seed %2$d (-Dit.seed=%2$d repeats it)%n", test, seed);
    return new Random(seed);
  }

  /** Returns how often to kill: so many times, eight in a long run, or what it.kills says. */
  static int kills(int inShort) {
    return Integer.getInteger("it.kills", TestLength.of(inShort, 8));
  }

  /** Kills it at a random moment of the next milliseconds. */
  void killWithin(int millis) throws InterruptedException {
    Thread.sleep(random.nextInt(millis));
    process.kill();
    goneAt = HostClock.nanos();
  }

  /** Starts it again; it is ready some seconds later. */
  void restart() {
    absences.add(Absence.killed(goneAt, HostClock.nanos()));
    process = installation.start();
  }

  ServiceProcess process() {
    return process;
  }

  /** Returns when it was down, ascending. */
  List<Absence> absences() {
    return List.copyOf(absences);
  }

  @Override
  public void close() {
    process.close();
  }
}
