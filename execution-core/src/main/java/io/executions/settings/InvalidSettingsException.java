package io.executions.settings;

import java.util.List;

/** One or more settings are wrong; the node does not start. */
public class InvalidSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one whose message lists all faults, each on a line of its own. */
  public InvalidSettingsException(List<String> faults) {
    super("The settings are wrong:\n  " + String.join("\n  ", faults));
  }
}
