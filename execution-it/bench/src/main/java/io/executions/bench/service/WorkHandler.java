package io.executions.bench.service;

import io.executions.api.ExecutionContext;
import io.executions.api.ExecutionHandler;
import io.executions.bench.subject.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonValue;

/** Runs one kind of {@link Work}. */
abstract class WorkHandler implements ExecutionHandler<JsonValue, String> {
  private final Work work;

  WorkHandler(Work work) {
    this.work = work;
  }

  @Override
  public String type() {
    return work.label();
  }

  @Override
  public String handle(JsonValue input, ExecutionContext context) throws InterruptedException {
    return work.run();
  }

  /** Does nothing. */
  @ApplicationScoped
  public static class Nothing extends WorkHandler {
    Nothing() {
      super(Work.NOTHING);
    }
  }

  /** Tells when it starts. */
  @ApplicationScoped
  public static class Marked extends WorkHandler {
    Marked() {
      super(Work.MARKED);
    }
  }

  /** Waits for 20 milliseconds. */
  @ApplicationScoped
  public static class Wait20Ms extends WorkHandler {
    Wait20Ms() {
      super(Work.WAIT_20_MS);
    }
  }

  /** Waits for 200 milliseconds. */
  @ApplicationScoped
  public static class Wait200Ms extends WorkHandler {
    Wait200Ms() {
      super(Work.WAIT_200_MS);
    }
  }

  /** Waits for ten minutes. */
  @ApplicationScoped
  public static class Wait10Min extends WorkHandler {
    Wait10Min() {
      super(Work.WAIT_10_MIN);
    }
  }

  /** Returns 200 bytes. */
  @ApplicationScoped
  public static class Output200B extends WorkHandler {
    Output200B() {
      super(Work.OUTPUT_200_B);
    }
  }

  /** Returns 10 kB. */
  @ApplicationScoped
  public static class Output10Kb extends WorkHandler {
    Output10Kb() {
      super(Work.OUTPUT_10_KB);
    }
  }
}
