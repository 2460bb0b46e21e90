package io.executions.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Lets all tests wait long for what must happen, unless they say how long: a machine may be slow,
 * and who waits for a condition loses nothing by patience.
 */
public final class PatientWaits implements LauncherSessionListener {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.setDefaultTimeout(LONG);
  }
}
