package io.executions.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.AccessToken;
import io.executions.api.NewToken;
import io.executions.api.ServiceUnavailableException;
import io.executions.api.port.AccessTokens;
import io.executions.api.port.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KnownTokensTest {
  private final SettableTime time = new SettableTime();
  private final MemoryTokens stored =
      new MemoryTokens().with(Role.ADMIN, "admin-token").with(Role.VIEWER, "viewer-token");
  private final TokenUses uses = new TokenUses(stored, time);
  private final KnownTokens known = new KnownTokens(stored, uses, time);

  @Test
  void tellsTheRoleOfEachToken() {
    assertThat(roleOf("admin-token")).contains(Role.ADMIN);
    assertThat(roleOf("viewer-token")).contains(Role.VIEWER);
    assertThat(roleOf("other-token")).isEmpty();
    assertThat(roleOf("")).isEmpty();
  }

  @Test
  void givesTheHighestRoleToATokenOfSeveral() {
    stored.with(Role.OPERATOR, "viewer-token");
    assertThat(roleOf("viewer-token")).contains(Role.OPERATOR);
  }

  @Test
  void forgetsAReplacedTokenWithinFiveSeconds() {
    roleOf("admin-token");
    stored.with(Role.ADMIN, "new-token");
    time.advance(Duration.ofSeconds(4).minusNanos(1));
    assertThat(roleOf("admin-token")).contains(Role.ADMIN);
    time.advance(Duration.ofNanos(1));
    assertThat(roleOf("admin-token")).isEmpty();
  }

  @Test
  void knowsATokenReplacedElsewhereAtOnce() {
    roleOf("admin-token");
    time.advance(Duration.ofSeconds(1));
    stored.with(Role.ADMIN, "new-token");
    assertThat(roleOf("new-token")).contains(Role.ADMIN);
  }

  @Test
  void readsForUnknownTokensOnceASecondOnly() {
    for (int i = 0; i < 100; i++) {
      roleOf("wrong-token-" + i);
    }
    assertThat(stored.readings()).isEqualTo(1);
    time.advance(Duration.ofSeconds(1));
    for (int i = 0; i < 100; i++) {
      roleOf("wrong-token-" + i);
    }
    assertThat(stored.readings()).isEqualTo(2);
  }

  @Test
  void goesOnWithTheLastKnownWhileTheDatabaseIsAway() {
    roleOf("admin-token");
    stored.setAway(true);
    time.advance(Duration.ofHours(1));
    assertThat(roleOf("admin-token")).contains(Role.ADMIN);
    assertThat(roleOf("other-token")).isEmpty();
    assertThat(stored.readings()).isEqualTo(2);
  }

  @Test
  void saysSoWhenNoneAreKnownAndAsksAgainAfterASecond() {
    stored.setAway(true);
    assertThatThrownBy(() -> roleOf("admin-token")).isInstanceOf(ServiceUnavailableException.class);
    stored.setAway(false);
    assertThatThrownBy(() -> roleOf("admin-token")).isInstanceOf(ServiceUnavailableException.class);
    time.advance(Duration.ofSeconds(1));
    assertThat(roleOf("admin-token")).contains(Role.ADMIN);
  }

  @Test
  void holdsNobodyElseWhileAReadingHangs() throws Exception {
    roleOf("admin-token");
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answers = new CountDownLatch(1);
    AccessTokens slow = new HangingTokens(stored.known(), asked, answers);
    KnownTokens hanging = new KnownTokens(slow, uses, time);
    assertThat(roleOf(hanging, "admin-token")).contains(Role.ADMIN);
    time.advance(Duration.ofSeconds(5));
    CompletableFuture<Optional<Role>> held =
        CompletableFuture.supplyAsync(() -> roleOf(hanging, "admin-token"));
    try {
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(roleOf(hanging, "viewer-token")).contains(Role.VIEWER);
      assertThat(held).isNotDone();
    } finally {
      answers.countDown();
    }
    assertThat(held.get(10, TimeUnit.SECONDS)).contains(Role.ADMIN);
  }

  @Test
  void tellsANamedTokenByItsNameUntilItExpires() {
    stored.with("deploy", Role.OPERATOR, "deploy-token", Optional.of(Duration.ofSeconds(2)));
    assertThat(known.bearerOf("deploy-token"))
        .contains(new TokenBearer("deploy", Role.OPERATOR, Optional.of(MemoryTokens.END)));
    time.advance(Duration.ofSeconds(2).minusNanos(1));
    assertThat(known.bearerOf("deploy-token")).isPresent();
    time.advance(Duration.ofNanos(1));
    stored.setAway(true);
    assertThat(known.bearerOf("deploy-token")).isEmpty();
  }

  @Test
  void writesAUseOnceAMinute() {
    for (int i = 0; i < 3; i++) {
      known.bearerOf("admin-token");
      known.bearerOf("viewer-token");
    }
    assertThat(stored.uses()).containsExactly("admin", "viewer");
    time.advance(Duration.ofMinutes(1));
    known.bearerOf("admin-token");
    assertThat(stored.uses()).containsExactly("admin", "viewer", "admin");
  }

  private Optional<Role> roleOf(String token) {
    return roleOf(known, token);
  }

  private static Optional<Role> roleOf(KnownTokens tokens, String token) {
    return tokens.bearerOf(token).map(TokenBearer::role);
  }

  /** Answers the first question at once, and each later one when it is let. */
  private static final class HangingTokens implements AccessTokens {
    private final List<Known> tokens;
    private final CountDownLatch asked;
    private final CountDownLatch answers;
    private boolean first = true;

    HangingTokens(List<Known> tokens, CountDownLatch asked, CountDownLatch answers) {
      this.tokens = tokens;
      this.asked = asked;
      this.answers = answers;
    }

    @Override
    public List<Known> known() {
      if (first) {
        first = false;
        return tokens;
      }
      asked.countDown();
      try {
        answers.await();
      } catch (InterruptedException e) {
        throw new ServiceUnavailableException("Interrupted", e);
      }
      return tokens;
    }

    @Override
    public List<AccessToken> list() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean hasPassed(Instant time) {
      throw new UnsupportedOperationException();
    }

    @Override
    public AccessToken create(NewToken token, String hash) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void remove(String name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void use(String name) {
      throw new UnsupportedOperationException();
    }
  }
}
