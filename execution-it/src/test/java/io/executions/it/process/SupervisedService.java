package io.executions.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.it.history.Absence;
import io.executions.it.history.HostClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A service that is started again when it has ended because nothing else helps. */
final class SupervisedService implements AutoCloseable {
  private static final int DATABASE_LOST = 3;

  private final Installation installation;
  private final List<Absence> absences = new ArrayList<>();
  private ServiceProcess process;

  private SupervisedService(Installation installation) {
    this.installation = installation;
  }

  /** Starts it and returns when it is ready. */
  static SupervisedService start(Installation installation) {
    SupervisedService service = new SupervisedService(installation);
    service.process = installation.start().awaitReady();
    return service;
  }

  /** Returns true: if it has ended, once it is ready again. */
  boolean lives() throws InterruptedException {
    if (!process.alive()) {
      long goneAt = HostClock.nanos();
      assertThat(process.awaitExit(Duration.ZERO)).isEqualTo(DATABASE_LOST);
      List<String> log = process.log();
      assertThat(log.get(log.size() - 1)).contains("to be started anew");
      absences.add(Absence.killed(goneAt, HostClock.nanos()));
      process = installation.start().awaitReady();
    }
    return true;
  }

  boolean wasStartedAgain() {
    return !absences.isEmpty();
  }

  /** Returns when it was down, ascending. */
  List<Absence> absences() {
    return List.copyOf(absences);
  }

  /** Returns what its last process has logged. */
  List<String> log() {
    return process.log();
  }

  @Override
  public void close() {
    process.close();
  }
}
