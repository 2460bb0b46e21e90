package io.executions.settings;

import java.util.List;

/** One or more settings are wrong; the node does not start. */
public class InvalidSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one whose message lists all faults; each of several is on a line of its own. */
  public InvalidSettingsException(List<String> faults) {
    super(
        faults.size() == 1
            ? "A setting is wrong: " + faults.get(0)
            : "The settings are wrong:\n  " + String.join("\n  ", faults));
  }
}
