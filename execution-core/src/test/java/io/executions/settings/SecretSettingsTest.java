package io.executions.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens among the settings, by themselves and in files. */
class SecretSettingsTest {
  private final Map<String, String> given = new HashMap<>();

  @Test
  void takeTokensAwayButNotTheAdmins() {
    given.put("EXECUTION_OPERATOR_TOKEN", "none");
    given.put("EXECUTION_VIEWER_TOKEN", "none");
    assertThat(read().tokens())
        .isEqualTo(
            new ConfiguredTokens(
                Optional.empty(),
                Optional.of(ConfiguredTokens.NONE),
                Optional.of(ConfiguredTokens.NONE)));
    given.put("EXECUTION_ADMIN_TOKEN", "none");
    assertThatThrownBy(this::read)
        .hasMessageContaining("EXECUTION_ADMIN_TOKEN must have at least 16 characters");
  }

  @Test
  void demandLongTokens() {
    given.put("EXECUTION_VIEWER_TOKEN", "x".repeat(15));
    assertThatThrownBy(this::read)
        .hasMessageContaining("EXECUTION_VIEWER_TOKEN must have at least 16 characters")
        .hasMessageNotContaining("xxx");
  }

  @Test
  void takeSecretsFromFiles(@TempDir Path files) throws IOException {
    for (String role : new String[] {"ADMIN", "OPERATOR", "VIEWER"}) {
      Path file = Files.writeString(files.resolve(role), role + "-0123456789\n");
      given.put("EXECUTION_%s_TOKEN_FILE".formatted(role), file.toString());
    }
    assertThat(read().tokens())
        .isEqualTo(
            new ConfiguredTokens(
                Optional.of(new Secret("ADMIN-0123456789")),
                Optional.of(new Secret("OPERATOR-0123456789")),
                Optional.of(new Secret("VIEWER-0123456789"))));
  }

  @Test
  void sayWhatIsWrongWithTheFileOfASecret(@TempDir Path files) throws IOException {
    given.put("EXECUTION_ADMIN_TOKEN_FILE", files.resolve("none").toString());
    Path empty = Files.writeString(files.resolve("empty"), "\n");
    given.put("EXECUTION_OPERATOR_TOKEN_FILE", empty.toString());
    given.put("EXECUTION_VIEWER_TOKEN_FILE", files.toString());
    assertThatThrownBy(this::read)
        .hasMessageContainingAll(
            "EXECUTION_ADMIN_TOKEN_FILE names a file that is not there: " + files + "/none",
            "EXECUTION_OPERATOR_TOKEN_FILE names a file that is empty: " + files + "/empty",
            "EXECUTION_VIEWER_TOKEN_FILE names a file that cannot be read (Is a directory): ");
    given.put("EXECUTION_ADMIN_TOKEN_FILE", Files.writeString(empty, "short").toString());
    assertThatThrownBy(this::read)
        .hasMessageContaining("EXECUTION_ADMIN_TOKEN must have at least 16 characters");
    given.put("EXECUTION_ADMIN_TOKEN", "admin-0123456789");
    assertThatThrownBy(this::read)
        .hasMessageContaining(
            "EXECUTION_ADMIN_TOKEN_FILE must not be given together with EXECUTION_ADMIN_TOKEN");
  }

  @Test
  void showNoSecrets() {
    given.put("EXECUTION_ADMIN_TOKEN", "admin-0123456789");
    given.put("EXECUTION_OPERATOR_TOKEN", "operator-0123456789");
    given.put("EXECUTION_VIEWER_TOKEN", "viewer-0123456789");
    assertThat(read().toString()).contains("(secret)").doesNotContain("0123456789");
  }

  @Test
  void warnOfASecretThatOthersMayRead(@TempDir Path files) throws IOException {
    Path file = Files.writeString(files.resolve("token"), "0123456789abcdef");
    given.put("EXECUTION_ADMIN_TOKEN_FILE", file.toString());

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(warnings()).isEmpty();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(warnings())
        .containsExactly(
            "EXECUTION_ADMIN_TOKEN_FILE names a file that all users of this host may read: "
                + file);
  }

  private List<String> warnings() {
    SettingsParser reader = new SettingsParser(name -> Optional.ofNullable(given.get(name)));
    Settings.read(reader);
    return reader.warnings(Set.of());
  }

  private Settings read() {
    SettingsParser reader = new SettingsParser(name -> Optional.ofNullable(given.get(name)));
    Settings settings = Settings.read(reader);
    reader.check();
    return settings;
  }
}
