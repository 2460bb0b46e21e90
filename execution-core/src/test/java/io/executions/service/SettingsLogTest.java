package io.executions.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.ClusterSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettingsLogTest {
  private static final ClusterSettings BEFORE =
      new ClusterSettings(1, false, Optional.of(Duration.ofDays(30)));

  private final Logger logger = Logger.getLogger(SettingsLog.class.getName());
  private final List<String> lines = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          lines.add(entry.getLevel() + " " + new SimpleFormatter().formatMessage(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(handler);
  }

  @Test
  void tellsWhoChangedWhatInOneLine() {
    SettingsLog.changed(
        BEFORE, new ClusterSettings(4000, true, Optional.empty()), "the admin token");

    assertThat(lines)
        .containsExactly(
            "INFO Settings changed by the admin token: maxConcurrentExecutions 1 -> 4000,"
                + " paused false -> true, retention P30D -> none");
  }

  @Test
  void leavesOutWhatStays() {
    SettingsLog.changed(
        BEFORE,
        new ClusterSettings(1, false, Optional.of(Duration.ofHours(36))),
        "the application");

    assertThat(lines)
        .containsExactly("INFO Settings changed by the application: retention P30D -> PT36H");
  }

  @Test
  void saysNothingWhereAllStays() {
    SettingsLog.changed(BEFORE, BEFORE, "the admin token");

    assertThat(lines).isEmpty();
  }
}
