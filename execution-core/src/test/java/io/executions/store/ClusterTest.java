package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.ClusterSettings;
import io.executions.api.ExecutionType;
import io.executions.api.NewExecution;
import io.executions.api.ServiceUnavailableException;
import io.executions.api.SettingsChange;
import io.executions.database.Connections;
import io.executions.database.Database;
import jakarta.json.JsonValue;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ClusterTest extends StoreContract {
  @Test
  void whatAChangeDoesNotNameStaysAsItIs() {
    change(Optional.of(7), Optional.empty(), Optional.of(Optional.of(Duration.ofDays(36_525))));
    assertThat(store.cluster.settings())
        .isEqualTo(new ClusterSettings(7, false, Optional.of(Duration.ofDays(36_525))));

    assertThat(change(Optional.empty(), Optional.of(true), Optional.empty()))
        .isEqualTo(new ClusterSettings(7, true, Optional.of(Duration.ofDays(36_525))));
    assertThat(change(Optional.of(10_000), Optional.of(false), Optional.of(Optional.empty())))
        .isEqualTo(store.cluster.settings())
        .isEqualTo(new ClusterSettings(10_000, false, Optional.empty()));
  }

  @Test
  void changesOfDifferentSettingsAtTheSameTimeBothHold() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int i = 1; i <= 20; i++) {
        int limit = i;
        List<Callable<ClusterSettings>> changes =
            List.of(
                () -> change(Optional.of(limit), Optional.empty(), Optional.empty()),
                () -> change(Optional.empty(), Optional.of(limit % 2 == 0), Optional.empty()));
        for (Future<ClusterSettings> change : threads.invokeAll(changes)) {
          change.get();
        }
        assertThat(store.cluster.settings())
            .isEqualTo(new ClusterSettings(limit, limit % 2 == 0, Optional.empty()));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void theTypesAreThoseOfAllNodesAlsoOfThoseThatEndedLately() throws Exception {
    node("a", "mail", "http");
    TestNode gone = node("b", "mail");
    gone.beats().leave(gone.id());

    assertThat(store.cluster.types())
        .containsExactly(
            new ExecutionType("http", List.of("a"), JsonValue.EMPTY_JSON_OBJECT),
            new ExecutionType("mail", List.of("a", "b"), JsonValue.EMPTY_JSON_OBJECT));
    assertThat(store.cluster.handled(List.of("mai", "mail", "MAIL"))).containsExactly("mail");
  }

  @Test
  void aTypeIsUnhandledWhileItsExecutionsWaitAndNoLivingNodeHandlesIt() throws Exception {
    node("a", "mail");
    TestNode gone = node("b", "http", "later", "again", "done");
    for (String type : List.of("mail", "http", "http", "again", "done")) {
      store.create(type);
    }
    store.create(NewExecution.of("later").withRunAt(Instant.now().plusSeconds(3600)));
    gone.settle(gone.claimOne("done").id(), Ends::completed);
    gone.settle(gone.claimOne("again").id(), Ends::released);
    assertThat(store.cluster.unhandledTypes()).isEmpty();

    gone.beats().leave(gone.id());
    assertThat(store.cluster.unhandledTypes()).containsExactly("again", "http", "later");

    store.update("DELETE FROM execution_node_type WHERE node_id = ?", gone.id());
    node("c", "http", "again");
    assertThat(store.cluster.unhandledTypes()).containsExactly("later");
  }

  @Test
  void namesAreOrderedByTheirBytesWhateverTheLanguageOfTheDatabase() throws Exception {
    for (String name : List.of("b", "a", "B", "a.b", "ab", "A-c")) {
      node(name, "mail");
    }

    assertThat(store.cluster.types())
        .extracting(ExecutionType::nodes)
        .containsExactly(List.of("A-c", "B", "a", "a.b", "ab", "b"));
  }

  @Test
  void openingAgainKeepsTheSettingsOfTheFirstStart() throws Exception {
    store.limit(42);
    Database again =
        new Database(
            TestStore.SETTINGS,
            new ServiceTables(),
            () -> new Connections(store.dataSource, store.dataSource),
            PersistenceUnitTransactionType.RESOURCE_LOCAL);
    assertThat(again.isOpen()).isFalse();
    assertThatThrownBy(again::reserve).isInstanceOf(ServiceUnavailableException.class);

    again.open();
    again.open();

    assertThat(again.isOpen()).isTrue();
    assertThat(again.warning()).isEqualTo(store.database.warning());
    assertThat(store.cluster.settings().maxConcurrentExecutions()).isEqualTo(42);
    again.close();
    assertThat(again.isOpen()).isFalse();
  }

  private ClusterSettings change(
      Optional<Integer> limit, Optional<Boolean> paused, Optional<Optional<Duration>> retention) {
    return store
        .call(() -> store.cluster.change(new SettingsChange(limit, paused, retention)))
        .after();
  }
}
