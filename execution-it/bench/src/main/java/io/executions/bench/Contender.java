package io.executions.bench;

/** Somebody who is measured, in processes of its own. */
interface Contender {
  /** Returns what it is called in options and tables. */
  String label();

  /** Returns what bounds how many it runs at once. */
  String bound();

  /** Returns whether it holds a limit that can be chosen. */
  boolean limited();

  /** Returns whether its creations are measured. */
  boolean creates();

  /** Returns whether it is measured how soon it starts what was created. */
  boolean picksUp();

  /**
   * Returns what starts a process of it.
   *
   * @param url the database
   */
  ProcessBuilder command(String url, Place place);
}
