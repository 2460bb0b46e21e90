package io.executions.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.settings.InvalidSettingsException;
import io.executions.settings.Secret;
import io.executions.settings.SettingsParser;
import java.net.InetAddress;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSettingsTest {
  private final Map<String, String> given = new HashMap<>();

  @TempDir Path dataDir;

  @Test
  void keepTheDatabaseInTheDataDirectoryByDefault() throws SQLException {
    ServerSettings settings = read();
    assertThat(settings.database().driver()).isEqualTo("org.h2.Driver");
    String url = settings.database().url().value();
    assertThat(url)
        .startsWith("jdbc:h2:file:" + dataDir + "/executions;")
        .contains(";WRITE_DELAY=0", ";DB_CLOSE_ON_EXIT=FALSE");
    try (var connection = DriverManager.getConnection(url, "sa", "")) {
      assertThat(dataDir.resolve("executions.mv.db")).exists();
    }
  }

  @Test
  void takeMariaDbWithoutBulkStatements() {
    given.put("EXECUTION_DB_URL", "jdbc:mariadb://db:3306/executions?useSsl=true");
    given.put("EXECUTION_DB_USER", "someone");
    given.put("EXECUTION_DB_PASSWORD", "p");
    ServerSettings settings = read();
    assertThat(settings.database().driver()).isEqualTo("org.mariadb.jdbc.Driver");
    assertThat(settings.database().url().value())
        .isEqualTo("jdbc:mariadb://db:3306/executions?useSsl=true&useBulkStmtsForInserts=false");
    assertThat(settings.database().user()).contains("someone");
    assertThat(settings.database().password()).contains(new Secret("p"));
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:mariadb://db/x, jdbc:mariadb://db/x?useBulkStmtsForInserts=false",
    "jdbc:mariadb://db/x?useBulkStmtsForInserts=true, jdbc:mariadb://db/x?useBulkStmtsForInserts=true"
  })
  void leaveBulkStatementsToWhoeverAsksForThem(String url, String used) {
    given.put("EXECUTION_DB_URL", url);
    assertThat(read().database().url().value()).isEqualTo(used);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db1:5432,db2/executions?targetServerType=primary",
        "jdbc:postgresql:executions",
        "jdbc:postgresql://db/executions?ApplicationName=a@b"
      })
  void takePostgreSqlAsItIs(String url) {
    given.put("EXECUTION_DB_URL", url);
    ServerSettings settings = read();
    assertThat(settings.database().driver()).isEqualTo("org.postgresql.Driver");
    assertThat(settings.database().url().value()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://someone:hidden@db/executions",
        "jdbc:postgresql://someone:hid/den@db/executions",
        "jdbc:postgresql://db?user=someone&password=hidden",
        "jdbc:postgresql://db:x/executions?password=hidden",
        "jdbc:postgresql://db/executions?ssl=true&sslpassword=hidden",
        "jdbc:mariadb:db/executions?user=someone&password=hidden",
        "jdbc:mariadb://someone:hidden@db/executions",
        "jdbc:mariadb://address=(host=db)(user=someone)(password=hidden)/executions",
        "jdbc:h2:file:./executions;USER=someone;PASSWORD=hidden"
      })
  void refuseAPasswordWithinTheUrlWithoutShowingIt(String url) {
    given.put("EXECUTION_DB_URL", url);
    assertThatThrownBy(this::read)
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("EXECUTION_DB_URL must hold no user and no password")
        .hasMessageNotContainingAny("someone", "hidden");
  }

  @Test
  void boundHowLongEachServerMayKeepAStatementWaiting() {
    given.put("EXECUTION_DB_URL", "jdbc:mariadb://db/x");
    assertThat(read().database().properties())
        .containsOnly(
            Map.entry("connectTimeout", "5000"),
            Map.entry("socketTimeout", "30000"),
            Map.entry(
                "sessionVariables", "innodb_lock_wait_timeout=20,idle_transaction_timeout=60"),
            Map.entry("useServerPrepStmts", "true"),
            Map.entry("prepStmtCacheSize", "48"),
            Map.entry("disablePipeline", "true"));
    given.put("EXECUTION_DB_URL", "jdbc:postgresql://db/x");
    assertThat(read().database().properties())
        .containsOnly(
            Map.entry("connectTimeout", "2"),
            Map.entry("loginTimeout", "5"),
            Map.entry("socketTimeout", "30"),
            Map.entry("options", "-c lock_timeout=20s -c idle_in_transaction_session_timeout=60s"));
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:h2:mem:x, jdbc:h2:mem:x;DB_CLOSE_ON_EXIT=FALSE",
    "jdbc:h2:/srv/x;CACHE_SIZE=9, jdbc:h2:/srv/x;CACHE_SIZE=9;DB_CLOSE_ON_EXIT=FALSE",
    "jdbc:h2:mem:x;DB_CLOSE_ON_EXIT=TRUE, jdbc:h2:mem:x;DB_CLOSE_ON_EXIT=TRUE",
    "jdbc:h2:mem:x;db_close_on_exit=true, jdbc:h2:mem:x;db_close_on_exit=true"
  })
  void leaveItToTheServerToCloseAnEmbeddedH2(String url, String used) throws SQLException {
    given.put("EXECUTION_DB_URL", url);
    assertThat(read().database().url().value()).isEqualTo(used);
    if (used.startsWith("jdbc:h2:mem:")) {
      DriverManager.getConnection(used, "sa", "").close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:tcp://localhost/x",
        "jdbc:h2:ssl://localhost/x",
        "postgresql://localhost/x",
        "jdbc:mysql://localhost/x",
        "mariadb://user:hidden@localhost/x"
      })
  void refuseOtherDatabasesWithoutShowingTheUrl(String url) {
    given.put("EXECUTION_DB_URL", url);
    assertThatThrownBy(this::read)
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining(
            "EXECUTION_DB_URL must start with jdbc:mariadb: or jdbc:postgresql: or")
        .hasMessageNotContaining("localhost");
  }

  @Test
  void listenOnLoopbackUnlessTold() throws Exception {
    assertThat(read().address().isLoopbackAddress()).isTrue();
    given.put("EXECUTION_ADDRESS", "0.0.0.0");
    assertThat(read().address()).isEqualTo(InetAddress.getByName("0.0.0.0"));
    given.put("EXECUTION_ADDRESS", "256.1.1.1.");
    assertThatThrownBy(this::read).hasMessageContaining("EXECUTION_ADDRESS must be an address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", "a=b", "a'b", "a b", "a!b", "a+b", "a&b", "a:b", "a@b", "a(b)"})
  void takeADataDirectoryWhosePathIsAnAddressAsItIs(String name) {
    SettingsParser reader = reader();
    ServerSettings.read(reader, Path.of("/srv", name));
    reader.check();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '\u0001',
      value = {
        "a#b #",
        "a%b %",
        "a;INIT=RUNSCRIPT ;",
        "a?b ?",
        "a\"b \"",
        "a[b] [",
        "a{b} {",
        "a\\b \\",
        "a<b <",
        "a|b |",
        "a^b ^",
        "a`b `",
        "gr\u00fcn U+00FC",
        "\u65e5 U+65E5",
        "a\ud83d\ude00 U+1F600",
        "a\tb U+0009"
      })
  void refuseOneThatTheServerWouldNotFindAgain(String name, String character) {
    SettingsParser reader = reader();
    ServerSettings.read(reader, Path.of("/srv", name));
    assertThatThrownBy(reader::check)
        .hasMessageStartingWith(
            "A setting is wrong: EXECUTION_DATA_DIR must not have "
                + character
                + " in its path: /srv/")
        .message()
        .hasLineCount(1);
  }

  @Test
  void refuseADataDirectoryThatLeavesNoRoomForTheServersOwnPaths() {
    SettingsParser reader = reader();
    ServerSettings.read(reader, Path.of("/srv" + "/0123456789".repeat(200)));
    assertThatThrownBy(reader::check)
        .hasMessage(
            "A setting is wrong: EXECUTION_DATA_DIR must have a path of at most 2000 characters");
  }

  @Test
  void showNoSecrets() {
    given.put("EXECUTION_DB_URL", "jdbc:mariadb://db/x?keyStorePassword=hidden");
    given.put("EXECUTION_DB_PASSWORD", "hidden");
    assertThat(read().toString()).doesNotContain("hidden");
  }

  private ServerSettings read() {
    SettingsParser reader = reader();
    ServerSettings settings = ServerSettings.read(reader, dataDir);
    reader.check();
    return settings;
  }

  private SettingsParser reader() {
    return new SettingsParser(name -> Optional.ofNullable(given.get(name)));
  }
}
