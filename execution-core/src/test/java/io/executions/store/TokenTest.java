package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.port.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenTest extends StoreContract {
  private static final String ONE = "1".repeat(64);
  private static final String TWO = "2".repeat(64);

  private TokenRows tokens;

  @BeforeEach
  void open() {
    tokens = new TokenRows(store.transaction);
  }

  @Test
  void eachRoleKeepsItsFirstTokenUntilItIsReplaced() {
    assertThat(tokens.hashes()).isEmpty();
    assertThat(tokens.storeIfAbsent(Role.ADMIN, ONE)).isTrue();
    assertThat(tokens.storeIfAbsent(Role.ADMIN, TWO)).isFalse();
    assertThat(tokens.storeIfAbsent(Role.VIEWER, TWO)).isTrue();
    assertThat(tokens.hashes()).isEqualTo(Map.of(Role.ADMIN, ONE, Role.VIEWER, TWO));

    tokens.replace(Role.ADMIN, TWO);
    tokens.replace(Role.OPERATOR, ONE);

    assertThat(tokens.hashes())
        .isEqualTo(Map.of(Role.ADMIN, TWO, Role.OPERATOR, ONE, Role.VIEWER, TWO));
  }

  @Test
  void aRoleHasNoneOnceItWasTakenAway() {
    tokens.replace(Role.VIEWER, ONE);
    tokens.replace(Role.OPERATOR, TWO);

    tokens.remove(Role.VIEWER);
    tokens.remove(Role.ADMIN);

    assertThat(tokens.hashes()).isEqualTo(Map.of(Role.OPERATOR, TWO));
  }

  @Test
  void ofNodesThatStartAtTheSameTimeJustOneStoresItsToken() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Role role : Role.values()) {
        List<Callable<Boolean>> nodes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          String hash = String.valueOf(i).repeat(64);
          nodes.add(() -> tokens.storeIfAbsent(role, hash));
        }
        int stored = -1;
        List<Future<Boolean>> answers = threads.invokeAll(nodes);
        for (int i = 0; i < 4; i++) {
          if (answers.get(i).get()) {
            assertThat(stored).isEqualTo(-1);
            stored = i;
          }
        }
        assertThat(tokens.hashes()).containsEntry(role, String.valueOf(stored).repeat(64));
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
