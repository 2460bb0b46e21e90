package io.executions.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.ServiceUnavailableException;
import io.executions.api.port.Role;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownSessionsTest {
  private final SettableTime time = new SettableTime();
  private final MemorySessions stored = new MemorySessions().with(Role.VIEWER, "right");
  private final MemoryTokens tokens = new MemoryTokens();
  private final KnownSessions known = new KnownSessions(stored, new TokenUses(tokens, time), time);

  @Test
  void knowsWhoseASessionIsAndUntilWhen() {
    assertThat(known.bearerOf("right"))
        .contains(new TokenBearer("viewer", Role.VIEWER, Optional.of(MemorySessions.END)));
    assertThat(known.bearerOf("wrong")).isEmpty();
    assertThat(known.usedLately("right")).isTrue();
    assertThat(tokens.uses()).containsExactly("viewer");
    assertThat(known.usedLately("wrong")).isFalse();
  }

  @Test
  void asksAgainWithinFiveSecondsAndNotBeforeFour() {
    known.bearerOf("right");
    stored.end(SecretHash.of("right"));
    time.advance(Duration.ofMillis(3999));
    assertThat(known.bearerOf("right")).isPresent();
    assertThat(stored.readings()).isEqualTo(1);

    time.advance(Duration.ofMillis(1));
    assertThat(known.bearerOf("right")).isEmpty();
    assertThat(known.usedLately("right")).isFalse();
  }

  @Test
  void whatEndedHereIsForgottenAtOnce() {
    known.bearerOf("right");
    stored.end(SecretHash.of("right"));
    known.forget("right");

    assertThat(known.bearerOf("right")).isEmpty();
  }

  @Test
  void aKnownSessionHoldsToItsEndWhileTheDatabaseIsAway() {
    known.bearerOf("right");
    stored.setAway(true);
    time.advance(Duration.ofHours(12).minusMillis(1));
    assertThat(known.bearerOf("right")).isPresent();
    assertThat(known.bearerOf("right")).isPresent();
    assertThat(stored.readings()).isEqualTo(2);

    time.advance(Duration.ofMillis(1));
    assertThatThrownBy(() -> known.bearerOf("right"))
        .isInstanceOf(ServiceUnavailableException.class);
  }

  @Test
  void anUnknownSessionCannotBeToldWhileTheDatabaseIsAway() {
    stored.setAway(true);

    assertThatThrownBy(() -> known.bearerOf("right"))
        .isInstanceOf(ServiceUnavailableException.class);
  }
}
