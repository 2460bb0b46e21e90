package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.ServiceUnavailableException;
import io.executions.database.OpenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody takes the file of an embedded database away that is open. */
class OpenFileTest {
  @TempDir private Path directory;

  private Path database;
  private Path file;
  private DataSource source;
  private Connection held;
  private OpenFile open;
  private long now = -7;

  @BeforeEach
  void open() throws SQLException {
    database = directory.resolve("executions");
    file = directory.resolve("executions.mv.db");
    source = sourceOf(database);
    held = source.getConnection();
    open = OpenFile.of("jdbc:h2:" + database, () -> now).orElseThrow();
    assertThat(open.gone()).isEmpty();
  }

  @AfterEach
  void close() throws SQLException {
    held.close();
  }

  @Test
  void isGoneWhenItWasDeletedAndCanBeCopiedFromWhereItSays() throws Exception {
    TestStore.on(source).create("kept");
    Files.delete(file);

    Matcher says = Pattern.compile("gone: (\\S+)\\. .* as (/proc/\\d+/fd/\\d+),").matcher(gone());
    assertThat(says.find()).isTrue();
    assertThat(says.group(1)).isEqualTo(file.toString());

    Files.copy(Path.of(says.group(2)), directory.resolve("copy.mv.db"));
    try (Connection copy = sourceOf(directory.resolve("copy")).getConnection();
        var rows = copy.createStatement().executeQuery("SELECT type FROM execution")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("kept");
    }
  }

  @Test
  void isGoneWhenAnotherOneTookItsPlace() throws IOException {
    Path copy = Files.copy(file, directory.resolve("copy"));
    Files.delete(file);
    Files.move(copy, file);

    assertThat(gone()).contains(file.toString());
  }

  @Test
  void isGoneWhileItIsElsewhere() throws IOException {
    Path elsewhere = Files.move(file, Files.createDirectory(directory.resolve("a")).resolve("b"));
    assertThat(gone()).contains(file.toString());

    Files.move(elsewhere, file);
    now += Duration.ofSeconds(1).toNanos();
    assertThat(open.gone()).isEmpty();
  }

  @Test
  void letsNobodyCreateWhatWouldBeLost() throws Exception {
    TestStore store = TestStore.on(source);
    Files.delete(file);

    assertThatThrownBy(() -> store.create("lost"))
        .isInstanceOf(ServiceUnavailableException.class)
        .hasMessage("The file of the embedded database is gone");
  }

  private String gone() {
    now += Duration.ofSeconds(1).toNanos();
    return open.gone().orElseThrow();
  }

  private static DataSource sourceOf(Path database) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:%s;WRITE_DELAY=0".formatted(database));
    source.setUser("sa");
    return source;
  }
}
