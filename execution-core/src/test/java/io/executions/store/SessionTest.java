package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.port.Role;
import io.executions.api.port.Sessions.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionTest extends StoreContract {
  private static final String TOKEN = "1".repeat(64);
  private static final String OTHER = "2".repeat(64);
  private static final String HASH = "a".repeat(64);
  private static final Duration LENGTH = Duration.ofHours(12);

  private TokenRows tokens;
  private SessionRows sessions;

  @BeforeEach
  void open() {
    tokens = new TokenRows(store.transaction);
    sessions = new SessionRows(store.transaction);
    tokens.replace(Role.OPERATOR, TOKEN);
  }

  @Test
  void theNameOfTheClusterStays() throws Exception {
    String name = sessions.clusterId();
    assertThat(name).matches("[0-9a-f]{12}");
    store.sql(
        sql -> {
          ClusterName.seed(sql);
          return null;
        });
    assertThat(sessions.clusterId()).isEqualTo(name);
  }

  @Test
  void aSessionHoldsForItsLengthByTheDatabasesClock() throws Exception {
    long before = store.now();
    Session started = start(HASH).orElseThrow();
    assertThat(started.token()).isEqualTo("operator");
    assertThat(started.role()).isEqualTo(Role.OPERATOR);
    assertThat(started.left()).isLessThanOrEqualTo(LENGTH).isGreaterThan(LENGTH.minusMinutes(1));
    assertThat(started.expiresAt())
        .isBetween(
            Instant.EPOCH.plus(before, ChronoUnit.MICROS).plus(LENGTH),
            Instant.EPOCH.plus(store.now(), ChronoUnit.MICROS).plus(LENGTH));
    assertThat(sessions.find(HASH)).map(Session::expiresAt).contains(started.expiresAt());
    assertThat(sessions.find(OTHER)).isEmpty();

    store.update("UPDATE execution_session SET expires_at = ?", store.now());
    assertThat(sessions.find(HASH)).isEmpty();
  }

  @Test
  void aSessionCanBeEnded() {
    start(HASH);
    sessions.end(HASH);
    sessions.end(OTHER);

    assertThat(sessions.find(HASH)).isEmpty();
  }

  @Test
  void aSessionEndsWithItsToken() {
    start(HASH);
    tokens.replace(Role.OPERATOR, OTHER);
    assertThat(sessions.find(HASH)).isEmpty();
    assertThat(start("b".repeat(64))).isEmpty();

    tokens.replace(Role.OPERATOR, TOKEN);
    assertThat(sessions.find(HASH)).isEmpty();
    start(HASH);
    assertThat(sessions.find(HASH)).isPresent();
    tokens.remove(Role.OPERATOR);
    assertThat(sessions.find(HASH)).isEmpty();
  }

  @Test
  void aSessionLastsNoLongerThanItsToken() throws Exception {
    store.update("UPDATE execution_token SET expires_at = ?", store.now() + 60_000_000);
    assertThat(start(HASH).orElseThrow().left()).isLessThanOrEqualTo(Duration.ofMinutes(1));

    store.update("UPDATE execution_token SET expires_at = ?", store.now());
    assertThat(sessions.find(HASH)).isEmpty();
    assertThat(start("b".repeat(64))).isEmpty();
  }

  @Test
  void endedOnesAreRemovedAndNoOthers() throws Exception {
    TestNode node = node("a");
    for (int i = 0; i < 7; i++) {
      start(String.valueOf(i).repeat(64));
    }
    store.update("UPDATE execution_session SET expires_at = 5 WHERE hash < ?", "3".repeat(64));

    assertThat(node.sweep()).isFalse();

    assertThat(store.number("SELECT COUNT(*) FROM execution_session")).isEqualTo(4);
    assertThat(sessions.find("3".repeat(64))).isPresent();
  }

  private Optional<Session> start(String hash) {
    return sessions.start(hash, "operator", TOKEN, LENGTH);
  }
}
