package io.executions.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndedThreadsTest {
  private final UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
  private final Logger logger = Logger.getLogger(EndedThreads.class.getName());
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          lines.add(new LineFormatter().format(entry).split(" ", 2)[1]);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
    EndedThreads.log();
  }

  @AfterEach
  void giveBack() {
    Thread.setDefaultUncaughtExceptionHandler(before);
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  @Test
  void saysInOneLineWhyAThreadHasEnded() throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              throw new IllegalStateException("The disk\nis full");
            },
            "H2 writer");

    thread.start();
    thread.join();

    assertThat(lines)
        .containsExactly(
            "WARNING io.executions.launch.EndedThreads The thread H2 writer has ended:"
                + " java.lang.IllegalStateException: The disk is full"
                + System.lineSeparator());
  }
}
