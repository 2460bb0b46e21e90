package io.executions.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private final Map<String, String> given = new HashMap<>();

  @Test
  void haveDefaults() throws Exception {
    Settings settings = read();
    assertThat(settings.pollInterval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.maxConcurrentSeed()).isEqualTo(1);
    assertThat(settings.retentionSeed()).contains(Duration.ofDays(30));
    assertThat(settings.workers()).isEqualTo(64);
    assertThat(settings.dataSource()).isEqualTo("java:comp/DefaultDataSource");
    assertThat(settings.connections()).isEqualTo(20);
    assertThat(settings.dataDir()).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(settings.nodeName()).isEqualTo(InetAddress.getLocalHost().getHostName());
    assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.shutdownGrace()).isEqualTo(Duration.ofSeconds(20));
    assertThat(settings.maxInterruptions()).isEqualTo(3);
    assertThat(settings.inputMaxBytes()).isEqualTo(1_048_576);
    assertThat(settings.outputMaxBytes()).isEqualTo(1_048_576);
    assertThat(settings.httpAllow()).isEqualTo(HttpAllow.parse("public"));
    assertThat(settings.commandDir()).isEmpty();
    assertThat(settings.tokens())
        .extracting("admin", "operator", "viewer")
        .containsOnly(Optional.empty());
    assertThat(settings.hints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "POLL_INTERVAL_MS, 100, 3600000",
    "EXECUTION_MAX_CONCURRENT, 1, 10000",
    "EXECUTION_WORKERS, 1, 10000",
    "EXECUTION_DB_POOL, 5, 10000",
    "EXECUTION_LEASE_MS, 1000, 3600000",
    "EXECUTION_SHUTDOWN_GRACE_MS, 0, 86400000",
    "EXECUTION_MAX_INTERRUPTIONS, 1, 1000000",
    "EXECUTION_INPUT_MAX_BYTES, 1, 1073741824",
    "EXECUTION_OUTPUT_MAX_BYTES, 1, 1073741824"
  })
  void boundNumbersOnBothSides(String name, long least, long most) {
    for (long within : new long[] {least, most}) {
      given.put(name, Long.toString(within));
      assertThatCode(this::read).doesNotThrowAnyException();
    }
    String rule = "%s must be a whole number from %d to %d".formatted(name, least, most);
    for (String wrong : new String[] {"" + (least - 1), "" + (most + 1), "1.5", "ten", "0x10"}) {
      given.put(name, wrong);
      assertThatThrownBy(this::read)
          .isInstanceOf(InvalidSettingsException.class)
          .hasMessageContaining(rule);
    }
  }

  @Test
  void readEachByItsName(@TempDir Path commands) {
    given.put("POLL_INTERVAL_MS", " 500 ");
    given.put("EXECUTION_MAX_CONCURRENT", "7");
    given.put("EXECUTION_RETENTION", "PT12H");
    given.put("EXECUTION_WORKERS", "8");
    given.put("EXECUTION_DATA_SOURCE", "java:jboss/datasources/Other");
    given.put("EXECUTION_DB_POOL", "9");
    given.put("EXECUTION_DATA_DIR", "/var/lib/../lib/executions");
    given.put("EXECUTION_NODE_NAME", "Knoten eins");
    given.put("EXECUTION_LEASE_MS", "1234");
    given.put("EXECUTION_SHUTDOWN_GRACE_MS", "0");
    given.put("EXECUTION_MAX_INTERRUPTIONS", "10");
    given.put("EXECUTION_INPUT_MAX_BYTES", "11");
    given.put("EXECUTION_OUTPUT_MAX_BYTES", "12");
    given.put("EXECUTION_HTTP_ALLOW", "10.0.0.0/8");
    given.put("EXECUTION_CREDENTIAL_HEADERS", "X-Acme");
    given.put("EXECUTION_COMMAND_DIR", commands.toString());
    given.put("EXECUTION_ADMIN_TOKEN", "admin-0123456789");
    given.put("EXECUTION_OPERATOR_TOKEN", "operator-0123456789");
    given.put("EXECUTION_VIEWER_TOKEN", "viewer-0123456789");
    given.put("EXECUTION_HINTS", "127.0.0.1:7400");
    given.put("EXECUTION_QUEUES", "partner, default");
    given.put("EXECUTION_AUDIT_RETENTION", "P90D");
    given.put("EXECUTION_APPLICATION", "orders");
    assertThat(read())
        .isEqualTo(
            new Settings(
                Duration.ofMillis(500),
                7,
                Optional.of(Duration.ofHours(12)),
                Optional.of(Duration.ofDays(90)),
                8,
                "java:jboss/datasources/Other",
                9,
                Path.of("/var/lib/executions"),
                "Knoten eins",
                Optional.of("orders"),
                Duration.ofMillis(1234),
                Duration.ZERO,
                10,
                11,
                12,
                HttpAllow.parse("10.0.0.0/8"),
                CredentialNames.parse("X-Acme"),
                Optional.of(commands),
                new ConfiguredTokens(
                    Optional.of(new Secret("admin-0123456789")),
                    Optional.of(new Secret("operator-0123456789")),
                    Optional.of(new Secret("viewer-0123456789"))),
                Set.of("default", "partner"),
                Optional.of(
                    new HintAddress(
                        new InetSocketAddress("127.0.0.1", 7400),
                        new InetSocketAddress("127.0.0.1", 7400)))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void countABlankValueAsNotSet(String blank) {
    Settings byDefault = read();
    for (String name :
        new String[] {"POLL_INTERVAL_MS", "EXECUTION_ADMIN_TOKEN", "EXECUTION_COMMAND_DIR"}) {
      given.put(name, blank);
    }
    assertThat(read()).isEqualTo(byDefault);
  }

  @Test
  void keepAllWithoutARetention() {
    given.put("EXECUTION_RETENTION", "none");
    assertThat(read().retentionSeed()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "30 days", "-P1D", "P36526D", "P1M", "None"})
  void refuseARetentionThatIsNone(String wrong) {
    given.put("EXECUTION_RETENTION", wrong);
    assertThatThrownBy(this::read).hasMessageContaining("EXECUTION_RETENTION must be an ISO-8601");
  }

  @Test
  void boundTheNodesName() {
    given.put("EXECUTION_NODE_NAME", "n".repeat(100));
    assertThat(read().nodeName()).hasSize(100);
    for (String wrong : new String[] {"n".repeat(101), "a\nb", "a\u0000b", "a\u0085b"}) {
      given.put("EXECUTION_NODE_NAME", wrong);
      assertThatThrownBy(this::read).hasMessageContaining("EXECUTION_NODE_NAME must have at most");
    }
  }

  @Test
  void tellAllFaultsAtOnceByName() {
    given.put("POLL_INTERVAL_MS", "99");
    given.put("EXECUTION_MAX_CONCURRENT", "0");
    given.put("EXECUTION_RETENTION", "ever");
    given.put("EXECUTION_DATA_DIR", "a\0b");
    given.put("EXECUTION_NODE_NAME", "a\tb");
    given.put("EXECUTION_HTTP_ALLOW", "a b");
    given.put("EXECUTION_COMMAND_DIR", "/is/not/there");
    given.put("EXECUTION_ADMIN_TOKEN", "short");
    assertThatThrownBy(this::read)
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContainingAll(
            "\n  POLL_INTERVAL_MS ",
            "\n  EXECUTION_MAX_CONCURRENT ",
            "\n  EXECUTION_RETENTION ",
            "\n  EXECUTION_DATA_DIR ",
            "\n  EXECUTION_NODE_NAME ",
            "\n  EXECUTION_HTTP_ALLOW ",
            "\n  EXECUTION_COMMAND_DIR must name an existing directory",
            "\n  EXECUTION_ADMIN_TOKEN ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "/etc/hostname"})
  void refuseACommandDirectoryThatIsNone(String wrong) {
    given.put("EXECUTION_COMMAND_DIR", wrong);
    assertThatThrownBy(this::read)
        .hasMessageContaining("EXECUTION_COMMAND_DIR must name an existing directory");
  }

  @Test
  void warnOfWhatLooksLikeOneAndIsNone() {
    SettingsParser reader = new SettingsParser(name -> Optional.empty());
    Settings.read(reader);

    assertThat(
            reader.warnings(
                Set.of("EXECUTION_WORKER", "EXECUTION_WORKERS", "EXECUTION_COLOUR", "HOME")))
        .containsExactly(
            "EXECUTION_COLOUR is no setting and changes nothing",
            "EXECUTION_WORKER is no setting and changes nothing; did you mean EXECUTION_WORKERS?");
  }

  private Settings read() {
    SettingsParser reader = new SettingsParser(name -> Optional.ofNullable(given.get(name)));
    Settings settings = Settings.read(reader);
    reader.check();
    return settings;
  }
}
