package io.executions.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostFileTest {
  private static final SQLException NO_ROOM = new SQLException("No room", "HY000", 90031);

  @TempDir private Path directory;

  private final AtomicLong ticks = new AtomicLong(Long.MAX_VALUE - 5);
  private final LostFile file = new LostFile(Duration.ofSeconds(10), ticks::get);
  private SQLException inUse;

  /** By this process itself, as after a full disk. */
  @BeforeEach
  void seeWhatH2Says() throws Exception {
    Path place = directory.resolve("executions");
    String url = "jdbc:h2:file:" + place;
    DriverManager.getConnection(url).close();
    try (FileChannel holder =
        FileChannel.open(Path.of(place + ".mv.db"), StandardOpenOption.WRITE)) {
      assertThat(holder.tryLock()).isNotNull();
      inUse = catchThrowableOfType(SQLException.class, () -> DriverManager.getConnection(url));
    }
    try (Connection again = DriverManager.getConnection(url)) {
      assertThat(again.isValid(1)).isTrue();
    }
  }

  @Test
  void isLostWhenItStaysInUse() {
    file.refused(inUse);
    wait(29);
    file.refused(new IllegalStateException("Of a pool", inUse));
    assertThat(file.isLost()).isFalse();

    wait(1);
    file.refused(inUse);
    assertThat(file.isLost()).isTrue();
  }

  @Test
  void isNotLostUntilSomebodyHasTriedAgain() {
    file.refused(inUse);
    wait(60);
    assertThat(file.isLost()).isFalse();
  }

  @Test
  void isNotLostOnceItCouldBeOpened() {
    file.refused(inUse);
    wait(30);
    file.refused(inUse);
    file.opened();
    assertThat(file.isLost()).isFalse();

    file.refused(inUse);
    assertThat(file.isLost()).isFalse();
  }

  @Test
  void isNotLostWhileItsDiskIsFull() {
    file.refused(inUse);
    wait(30);
    file.refused(NO_ROOM);
    assertThat(file.isLost()).isFalse();

    wait(30);
    file.refused(inUse);
    assertThat(file.isLost()).isFalse();
  }

  @Test
  void waitsLessWhereALeaseIsShort() {
    LostFile sooner = new LostFile(Duration.ofSeconds(1), ticks::get);
    sooner.refused(inUse);
    wait(3);
    sooner.refused(inUse);
    assertThat(sooner.isLost()).isTrue();
  }

  private void wait(int seconds) {
    ticks.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }
}
