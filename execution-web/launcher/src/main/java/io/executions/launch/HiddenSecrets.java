package io.executions.launch;

import io.executions.settings.ProcessSecrets;
import java.util.Set;

/** Keeps secrets of the environment from the commands that this process starts. */
final class HiddenSecrets {
  private HiddenSecrets() {}

  /** Hides them; says so where the system does not let it. */
  static void hide() {
    Set<String> seen = ProcessSecrets.hideAll();
    if (!seen.isEmpty()) {
      System.err.println(
          "Processes of this user can read %s in this one's environment; files are safer (such as EXECUTION_ADMIN_TOKEN_FILE)"
              .formatted(String.join(", ", seen)));
    }
  }
}
