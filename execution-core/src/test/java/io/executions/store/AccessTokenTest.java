package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.AccessToken;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewToken;
import io.executions.api.port.AccessTokens.Known;
import io.executions.api.port.AccessTokens.TokenConflictException;
import io.executions.api.port.AccessTokens.TokenNotFoundException;
import io.executions.api.port.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessTokenTest extends StoreContract {
  private static final String ONE = "1".repeat(64);
  private static final String TWO = "2".repeat(64);

  private TokenRows configured;
  private AccessTokenRows tokens;

  @BeforeEach
  void open() {
    configured = new TokenRows(store.transaction);
    tokens = new AccessTokenRows(store.transaction, store.audit);
    configured.replace(Role.ADMIN, ONE);
  }

  @Test
  void aTokenIsKnownByItsHashAndListedWithoutIt() throws Exception {
    AccessToken made = tokens.create(new NewToken("deploy", "operator", Optional.empty()), TWO);

    assertThat(made.createdAt()).isBeforeOrEqualTo(now()).isAfter(now().minusSeconds(60));
    assertThat(tokens.list()).extracting(AccessToken::name).containsExactly("admin", "deploy");
    assertThat(tokens.list()).contains(made);
    assertThat(tokens.known())
        .contains(new Known(TWO, "deploy", Role.OPERATOR, Optional.empty(), Optional.empty()));
  }

  @Test
  void anExpiredTokenIsListedButNotKnown() throws Exception {
    Instant end = now().plus(1, ChronoUnit.HOURS);
    tokens.create(new NewToken("short", "viewer", Optional.of(end)), TWO);
    Known known =
        tokens.known().stream()
            .filter(each -> each.name().equals("short"))
            .findFirst()
            .orElseThrow();
    assertThat(known.expiresAt()).contains(end);
    assertThat(known.left().orElseThrow()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));

    store.update("UPDATE execution_token SET expires_at = ? WHERE name = 'short'", store.now());
    assertThat(tokens.known()).extracting(Known::name).containsExactly("admin");
    assertThat(tokens.list()).extracting(AccessToken::name).contains("short");
  }

  @Test
  void aWeekAfterItsEndATokenIsRemovedWithItsSessions() throws Exception {
    TestNode node = node("a");
    SessionRows sessions = new SessionRows(store.transaction);
    Optional<Instant> end = Optional.of(now().plus(1, ChronoUnit.HOURS));
    for (String name : List.of("old", "young", "lasts")) {
      tokens.create(
          new NewToken(name, "viewer", name.equals("lasts") ? Optional.empty() : end), hash(name));
    }
    sessions.start(TWO, "old", hash("old"), Duration.ofHours(1));
    expire("old", OldTokens.KEPT + 1_000_000);
    expire("young", OldTokens.KEPT - 60_000_000);

    node.sweep();

    assertThat(tokens.list())
        .extracting(AccessToken::name)
        .containsExactly("admin", "lasts", "young");
    assertThat(store.number("SELECT COUNT(*) FROM execution_session")).isZero();
    NewToken again = new NewToken("old", "viewer", Optional.empty());
    assertThatThrownBy(() -> tokens.create(again, TWO))
        .isInstanceOf(TokenConflictException.class)
        .hasMessageContaining("audit");
  }

  @Test
  void whatHasExpiredTakesUpNoRoom() throws Exception {
    store.sql(
        sql ->
            sql.batch(
                """
                INSERT INTO execution_token (name, role, hash, created_at, expires_at)
                VALUES (?, 'viewer', ?, 0, ?)
                """,
                IntStream.range(1, AccessTokenRows.MOST)
                    .mapToObj(i -> new Object[] {"t" + i, hash("t" + i), i == 1 ? 1L : null})
                    .toList()));
    tokens.create(new NewToken("one-more", "viewer", Optional.empty()), TWO);
    assertThat(tokens.list())
        .extracting(AccessToken::name)
        .hasSize(AccessTokenRows.MOST)
        .doesNotContain("t1");

    NewToken tooMany = new NewToken("too-many", "viewer", Optional.empty());
    assertThatThrownBy(() -> tokens.create(tooMany, "3".repeat(64)))
        .isInstanceOf(TokenConflictException.class)
        .hasMessageContaining("1000 tokens");
  }

  private void expire(String name, long before) throws Exception {
    store.update(
        "UPDATE execution_token SET expires_at = ? WHERE name = ?", store.now() - before, name);
  }

  private static String hash(String name) {
    return String.format("%064d", name.hashCode() & 0xffffffffL);
  }

  @Test
  void noTokenIsCalledAsTheAuditCallsThoseWhoHaveNone() {
    for (String name : List.of("application", "anonymous")) {
      NewToken token = new NewToken(name, "viewer", Optional.empty());
      assertThatThrownBy(() -> tokens.create(token, TWO))
          .isInstanceOf(TokenConflictException.class)
          .hasMessageContaining("The audit");
    }
  }

  @Test
  void aTokenMustExpireInTheFutureIfAtAll() {
    assertThatThrownBy(
            () -> tokens.create(new NewToken("a", "viewer", Optional.of(Instant.EPOCH)), TWO))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e -> assertThat(e.faults().get(0).pointer()).isEqualTo("/expiresAt"));
    assertThat(tokens.list()).hasSize(1);
    assertThat(tokens.hasPassed(Instant.EPOCH)).isTrue();
    assertThat(tokens.hasPassed(Instant.parse("2100-01-01T00:00:00Z"))).isFalse();
  }

  @Test
  void aNameIsTakenOnceAndThoseOfTheSettingsAlways() {
    tokens.create(new NewToken("deploy", "operator", Optional.empty()), TWO);
    for (String name : new String[] {"deploy", "admin", "operator", "viewer"}) {
      assertThatThrownBy(() -> tokens.create(new NewToken(name, "viewer", Optional.empty()), ONE))
          .isInstanceOf(TokenConflictException.class);
    }
  }

  @Test
  void aTokenGoesWithItsSessions() {
    SessionRows sessions = new SessionRows(store.transaction);
    tokens.create(new NewToken("deploy", "operator", Optional.empty()), TWO);
    sessions.start(TWO, "deploy", TWO, Duration.ofHours(1));
    sessions.start(ONE, "admin", ONE, Duration.ofHours(1));

    tokens.remove("deploy");

    assertThat(tokens.list()).extracting(AccessToken::name).containsExactly("admin");
    assertThat(sessions.find(TWO)).isEmpty();
    assertThat(sessions.find(ONE)).isPresent();
    assertThatThrownBy(() -> tokens.remove("deploy")).isInstanceOf(TokenNotFoundException.class);
  }

  @Test
  void thoseOfTheSettingsStay() {
    assertThatThrownBy(() -> tokens.remove("admin")).isInstanceOf(TokenConflictException.class);
    assertThatThrownBy(() -> tokens.remove("viewer")).isInstanceOf(TokenNotFoundException.class);
  }

  @Test
  void theLastAdministratorThatDoesNotExpireStays() throws Exception {
    Optional<Instant> end = Optional.of(now().plus(1, ChronoUnit.HOURS));
    tokens.create(new NewToken("root", "admin", Optional.empty()), TWO);
    tokens.create(new NewToken("visit", "admin", end), "3".repeat(64));
    configured.remove(Role.ADMIN);

    assertThatThrownBy(() -> tokens.remove("root")).isInstanceOf(TokenConflictException.class);
    tokens.remove("visit");
    configured.replace(Role.ADMIN, ONE);
    tokens.remove("root");
    assertThat(tokens.list()).extracting(AccessToken::name).containsExactly("admin");
  }

  @Test
  void theLastUseIsWrittenToTheMinute() throws Exception {
    assertThat(tokens.list().get(0).lastUsedAt()).isEmpty();
    tokens.use("admin");
    Instant used = tokens.list().get(0).lastUsedAt().orElseThrow();
    assertThat(used).isEqualTo(used.truncatedTo(ChronoUnit.MINUTES));
    assertThat(used).isBeforeOrEqualTo(now()).isAfter(now().minusSeconds(120));
    tokens.use("nobodys");
  }

  @Test
  void aTokenThatIsGivenAgainIsTheSameOne() {
    tokens.use("admin");
    AccessToken before = tokens.list().get(0);
    configured.replace(Role.ADMIN, ONE);
    assertThat(tokens.list()).containsExactly(before);
    configured.replace(Role.ADMIN, TWO);
    assertThat(tokens.list().get(0).lastUsedAt()).isEmpty();
  }

  private Instant now() throws Exception {
    return Instant.EPOCH.plus(store.now(), ChronoUnit.MICROS);
  }
}
