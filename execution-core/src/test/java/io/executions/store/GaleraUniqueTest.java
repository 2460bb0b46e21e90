package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.CreationResult;
import io.executions.api.NewExecution;
import io.executions.api.Unique;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Unique keys, asked for at several database nodes of a cluster. */
@DisabledIfSystemProperty(named = "fault.database", matches = "mariadb|postgresql")
class GaleraUniqueTest extends GaleraContract {
  private static final int CLIENTS = 16;

  @RepeatedTest(5)
  void ofClientsAtAllNodesOneCreatesAndTheOthersFindIt() throws Exception {
    NewExecution asked = NewExecution.of("work").withUnique(Unique.whileUnfinished("key"));
    assertOne(atOnce(clients(asked)));
    awaitAll("SELECT COUNT(*) FROM execution", 1);

    stores.get(0).call(() -> stores.get(0).moves.cancel(only(), "a person"));
    awaitAll("SELECT COUNT(*) FROM execution WHERE status = 'cancelled'", 1);

    assertOne(atOnce(clients(asked)));
    awaitAll("SELECT COUNT(*) FROM execution", 2);
    awaitAll("SELECT COUNT(*) FROM execution WHERE status = 'pending'", 1);
  }

  @RepeatedTest(3)
  void anExpiredKeyIsTakenOverOnce() throws Exception {
    NewExecution asked =
        NewExecution.of("work").withUnique(Unique.during(Duration.ofHours(1), "key"));
    assertOne(atOnce(clients(asked)));
    stores.get(1).update("UPDATE execution_unique SET held_until = 0");
    awaitAll("SELECT COUNT(*) FROM execution_unique WHERE held_until = 0", 1);

    assertOne(atOnce(clients(asked)));

    awaitAll("SELECT COUNT(*) FROM execution", 2);
  }

  private long only() {
    try {
      return stores.get(0).number("SELECT id FROM execution");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Callable<CreationResult>> clients(NewExecution asked) {
    CyclicBarrier together = new CyclicBarrier(CLIENTS);
    List<Callable<CreationResult>> clients = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      TestStore store = stores.get(client % stores.size());
      clients.add(
          () -> {
            together.await();
            return replayed(() -> store.unique.add(asked)).result();
          });
    }
    return clients;
  }

  private static void assertOne(List<CreationResult> results) {
    assertThat(results).filteredOn(result -> !result.existing()).hasSize(1);
    assertThat(results)
        .extracting(result -> result.execution().id())
        .containsOnly(results.get(0).execution().id());
  }
}
