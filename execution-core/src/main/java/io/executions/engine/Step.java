package io.executions.engine;

/** What a transaction of the engine does to executions, in this order. */
enum Step {
  SETTLE("its end is recorded"),
  RECOVER("it is given back"),
  PROMOTE("it becomes due"),
  CLAIM("it is claimed");

  private final String words;

  Step(String words) {
    this.words = words;
  }

  /** Returns what happens to an execution then, in words. */
  String words() {
    return words;
  }
}
