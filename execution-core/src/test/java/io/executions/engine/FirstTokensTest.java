package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.ServiceUnavailableException;
import io.executions.api.port.Role;
import io.executions.api.port.Tokens;
import io.executions.settings.ConfiguredTokens;
import io.executions.settings.Secret;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FirstTokensTest {
  private static final ConfiguredTokens NONE =
      new ConfiguredTokens(Optional.empty(), Optional.empty(), Optional.empty());
  private static final Pattern LINE =
      Pattern.compile("Admin token: ([A-Za-z0-9_-]{43}) \\(for http://127\\.0\\.0\\.1:8080/\\)\\R");

  private final MemoryTokens tokens = new MemoryTokens();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  @Test
  void makesAnAdminTokenAtTheVeryFirstStartAndPrintsItOnce() throws Exception {
    FirstTokens first = firstTokens(NONE);
    first.establish();
    Matcher line = LINE.matcher(printed());
    assertThat(line.matches()).isTrue();
    assertThat(tokens.stored).containsExactly(Map.entry(Role.ADMIN, hash(line.group(1))));

    first.establish();
    firstTokens(NONE).establish();
    assertThat(printed()).isEqualTo(line.group());
  }

  @Test
  void leavesOutAnAddressThatIsNotKnown() {
    new FirstTokens(NONE, tokens, Optional.empty(), new PrintStream(output)).establish();
    assertThat(printed()).matches("Admin token: [A-Za-z0-9_-]{43}\\R");
  }

  @Test
  void putsGivenTokensInPlaceOfStoredOnesAndPrintsNothing() throws Exception {
    tokens.replace(Role.ADMIN, "before");
    tokens.replace(Role.OPERATOR, "before");
    tokens.replace(Role.VIEWER, "before");
    firstTokens(
            new ConfiguredTokens(
                Optional.of(new Secret("given-admin-token")),
                Optional.of(new Secret("given-operator-token")),
                Optional.empty()))
        .establish();
    assertThat(tokens.stored)
        .containsOnly(
            Map.entry(Role.ADMIN, hash("given-admin-token")),
            Map.entry(Role.OPERATOR, hash("given-operator-token")),
            Map.entry(Role.VIEWER, "before"));
    assertThat(printed()).isEmpty();
  }

  @Test
  void takesAwayWhatShallNotBe() {
    tokens.replace(Role.ADMIN, "before");
    tokens.replace(Role.OPERATOR, "before");
    tokens.replace(Role.VIEWER, "before");
    firstTokens(
            new ConfiguredTokens(
                Optional.empty(),
                Optional.of(ConfiguredTokens.NONE),
                Optional.of(ConfiguredTokens.NONE)))
        .establish();
    assertThat(tokens.stored).containsOnly(Map.entry(Role.ADMIN, "before"));
    assertThat(printed()).isEmpty();
  }

  @Test
  void makesAnAdminTokenAlsoWhenOnlyOthersAreGiven() {
    firstTokens(
            new ConfiguredTokens(
                Optional.empty(), Optional.empty(), Optional.of(new Secret("given-viewer-token"))))
        .establish();
    assertThat(tokens.stored).containsOnlyKeys(Role.ADMIN, Role.VIEWER);
    assertThat(printed()).startsWith("Admin token: ");
  }

  @Test
  void printsNothingWhenAnotherNodeIsFirst() {
    tokens.beforeStoring = () -> tokens.replace(Role.ADMIN, "of another node");
    firstTokens(NONE).establish();
    assertThat(tokens.stored).containsExactly(Map.entry(Role.ADMIN, "of another node"));
    assertThat(printed()).isEmpty();
  }

  @Test
  void printsNothingBeforeTheCommit() {
    tokens.beforeStoring =
        () -> {
          throw new ServiceUnavailableException("The database is away", null);
        };
    assertThatThrownBy(() -> firstTokens(NONE).establish())
        .isInstanceOf(ServiceUnavailableException.class);
    assertThat(printed()).isEmpty();
  }

  @Test
  void printsTheStoredTokenWhenTheAnswerToItsCommitWasLost() throws Exception {
    FirstTokens first = firstTokens(NONE);
    tokens.afterStoring =
        () -> {
          throw new ServiceUnavailableException("The database is away", null);
        };
    assertThatThrownBy(first::establish).isInstanceOf(ServiceUnavailableException.class);
    first.establish();
    Matcher line = LINE.matcher(printed());
    assertThat(line.matches()).isTrue();
    assertThat(tokens.stored).containsExactly(Map.entry(Role.ADMIN, hash(line.group(1))));
  }

  @Test
  void makesAnotherTokenForEachDatabase() {
    firstTokens(NONE).establish();
    MemoryTokens others = new MemoryTokens();
    new FirstTokens(NONE, others, Optional.empty(), new PrintStream(output)).establish();
    assertThat(others.stored.get(Role.ADMIN)).isNotEqualTo(tokens.stored.get(Role.ADMIN));
  }

  private FirstTokens firstTokens(ConfiguredTokens given) {
    return new FirstTokens(
        given, tokens, Optional.of("http://127.0.0.1:8080/"), new PrintStream(output));
  }

  private String printed() {
    return output.toString(StandardCharsets.UTF_8);
  }

  private static String hash(String token) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
  }

  /** Tokens kept in memory; what may happen around a commit can be put there. */
  private static final class MemoryTokens implements Tokens {
    final Map<Role, String> stored = new EnumMap<>(Role.class);
    Runnable beforeStoring = () -> {};
    Runnable afterStoring = () -> {};

    @Override
    public Map<Role, String> hashes() {
      return new EnumMap<>(stored);
    }

    @Override
    public void replace(Role role, String hash) {
      stored.put(role, hash);
    }

    @Override
    public void remove(Role role) {
      stored.remove(role);
    }

    @Override
    public boolean storeIfAbsent(Role role, String hash) {
      beforeStoring.run();
      boolean won = stored.putIfAbsent(role, hash) == null;
      afterStoring.run();
      return won;
    }
  }
}
