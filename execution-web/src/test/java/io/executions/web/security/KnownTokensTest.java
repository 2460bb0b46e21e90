package io.executions.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.ServiceUnavailableException;
import io.executions.api.port.Role;
import io.executions.api.port.Tokens;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KnownTokensTest {
  private final SettableTime time = new SettableTime();
  private final MemoryTokens stored =
      new MemoryTokens().with(Role.ADMIN, "admin-token").with(Role.VIEWER, "viewer-token");
  private final KnownTokens known = new KnownTokens(stored, time);

  @Test
  void tellsTheRoleOfEachToken() {
    assertThat(known.roleOf("admin-token")).contains(Role.ADMIN);
    assertThat(known.roleOf("viewer-token")).contains(Role.VIEWER);
    assertThat(known.roleOf("other-token")).isEmpty();
    assertThat(known.roleOf("")).isEmpty();
  }

  @Test
  void givesTheHighestRoleToATokenOfSeveral() {
    stored.with(Role.OPERATOR, "viewer-token");
    assertThat(known.roleOf("viewer-token")).contains(Role.OPERATOR);
  }

  @Test
  void forgetsAReplacedTokenWithinFiveSeconds() {
    known.roleOf("admin-token");
    stored.with(Role.ADMIN, "new-token");
    time.advance(Duration.ofSeconds(5).minusNanos(1));
    assertThat(known.roleOf("admin-token")).contains(Role.ADMIN);
    time.advance(Duration.ofNanos(1));
    assertThat(known.roleOf("admin-token")).isEmpty();
  }

  @Test
  void knowsATokenReplacedElsewhereAtOnce() {
    known.roleOf("admin-token");
    time.advance(Duration.ofSeconds(1));
    stored.with(Role.ADMIN, "new-token");
    assertThat(known.roleOf("new-token")).contains(Role.ADMIN);
  }

  @Test
  void readsForUnknownTokensOnceASecondOnly() {
    for (int i = 0; i < 100; i++) {
      known.roleOf("wrong-token-" + i);
    }
    assertThat(stored.readings()).isEqualTo(1);
    time.advance(Duration.ofSeconds(1));
    for (int i = 0; i < 100; i++) {
      known.roleOf("wrong-token-" + i);
    }
    assertThat(stored.readings()).isEqualTo(2);
  }

  @Test
  void goesOnWithTheLastKnownWhileTheDatabaseIsAway() {
    known.roleOf("admin-token");
    stored.setAway(true);
    time.advance(Duration.ofHours(1));
    assertThat(known.roleOf("admin-token")).contains(Role.ADMIN);
    assertThat(known.roleOf("other-token")).isEmpty();
    assertThat(stored.readings()).isEqualTo(2);
  }

  @Test
  void saysSoWhenNoneAreKnownAndAsksAgainAfterASecond() {
    stored.setAway(true);
    assertThatThrownBy(() -> known.roleOf("admin-token"))
        .isInstanceOf(ServiceUnavailableException.class);
    stored.setAway(false);
    assertThatThrownBy(() -> known.roleOf("admin-token"))
        .isInstanceOf(ServiceUnavailableException.class);
    time.advance(Duration.ofSeconds(1));
    assertThat(known.roleOf("admin-token")).contains(Role.ADMIN);
  }

  @Test
  void holdsNobodyElseWhileAReadingHangs() throws Exception {
    known.roleOf("admin-token");
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answers = new CountDownLatch(1);
    Map<Role, String> hashes = stored.hashes();
    KnownTokens hanging = new KnownTokens(new HangingTokens(hashes, asked, answers), time);
    assertThat(hanging.roleOf("admin-token")).contains(Role.ADMIN);
    time.advance(Duration.ofSeconds(5));
    CompletableFuture<Optional<Role>> held =
        CompletableFuture.supplyAsync(() -> hanging.roleOf("admin-token"));
    try {
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(hanging.roleOf("viewer-token")).contains(Role.VIEWER);
      assertThat(held).isNotDone();
    } finally {
      answers.countDown();
    }
    assertThat(held.get(10, TimeUnit.SECONDS)).contains(Role.ADMIN);
  }

  /** Answers the first question at once, and each later one when it is let. */
  private static final class HangingTokens implements Tokens {
    private final Map<Role, String> hashes;
    private final CountDownLatch asked;
    private final CountDownLatch answers;
    private boolean first = true;

    HangingTokens(Map<Role, String> hashes, CountDownLatch asked, CountDownLatch answers) {
      this.hashes = hashes;
      this.asked = asked;
      this.answers = answers;
    }

    @Override
    public Map<Role, String> hashes() {
      if (first) {
        first = false;
        return hashes;
      }
      asked.countDown();
      try {
        answers.await();
      } catch (InterruptedException e) {
        throw new ServiceUnavailableException("Interrupted", e);
      }
      return hashes;
    }

    @Override
    public void replace(Role role, String hash) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void remove(Role role) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean storeIfAbsent(Role role, String hash) {
      throw new UnsupportedOperationException();
    }
  }
}
