package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.Backoff;
import io.executions.api.Execution;
import io.executions.api.ExecutionStatus;
import io.executions.api.NewExecution;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CreationTest extends StoreContract {
  @Test
  void whatIsCreatedIsFoundWithAllItsFields() throws Exception {
    JsonValue input =
        Json.createObjectBuilder().add("text", "Grüße, 世界 \uD83D\uDE80 '\"\\").build();
    Instant runAt = Instant.parse("2126-02-03T04:05:06.789123Z");

    Execution created =
        store.create(
            NewExecution.of("invoice.send-1_x")
                .withInput(input)
                .withPriority(-1000)
                .withRunAt(runAt)
                .withMaxAttempts(100)
                .withTimeout(Duration.ofMillis(1_000_000_000_000L))
                .withTags("vip", "customer:7", "vip")
                .withExpiresAt(runAt.plusSeconds(1))
                .withBackoff(new Backoff(Duration.ofMillis(7), 1.5, Duration.ofDays(365), 0.25))
                .withQueue("partner")
                .withConcurrencyKey("\ud83d\ude00".repeat(255)));

    Execution found = store.find(created.id());
    assertThat(found).isEqualTo(created);
    assertThat(found.type()).isEqualTo("invoice.send-1_x");
    assertThat(found.status()).isEqualTo(ExecutionStatus.PENDING);
    assertThat(found.input()).isEqualTo(input);
    assertThat(found.priority()).isEqualTo(-1000);
    assertThat(found.runAt()).isEqualTo(runAt);
    assertThat(found.maxAttempts()).isEqualTo(100);
    assertThat(found.timeout()).contains(Duration.ofMillis(1_000_000_000_000L));
    assertThat(found.attempt()).isZero();
    assertThat(found.output()).isEmpty();
    assertThat(found.errorMessage()).isEmpty();
    assertThat(found.startedAt()).isEmpty();
    assertThat(found.finishedAt()).isEmpty();
    assertThat(found.node()).isEmpty();
    assertThat(found.cancelRequested()).isFalse();
    assertThat(found.overdue()).isFalse();
    assertThat(found.queue()).isEqualTo("partner");
    assertThat(found.concurrencyKey()).contains("\uD83D\uDE00".repeat(255));
  }

  @Test
  void whatNamesNoQueueIsInTheDefaultOne() {
    Execution created = store.create(NewExecution.of("work"));

    assertThat(created.queue()).isEqualTo("default");
    assertThat(store.find(created.id())).isEqualTo(created);
  }

  @Test
  void anInputOfOneMebibyteComesBackUnchanged() {
    JsonValue input = Json.createValue("ä".repeat(512 << 10));

    Execution created = store.create(NewExecution.of("big").withInput(input));

    assertThat(store.find(created.id()).input()).isEqualTo(input);
  }

  @Test
  void everyJsonValueIsAnInput() {
    for (JsonValue input :
        List.of(
            JsonValue.NULL,
            JsonValue.TRUE,
            JsonValue.EMPTY_JSON_ARRAY,
            Json.createValue("text"),
            Json.createValue(new BigDecimal("12345678901234567890.123456789")))) {
      long id = store.create(NewExecution.of("any").withInput(input)).id();
      assertThat(store.find(id).input()).isEqualTo(input);
    }
  }

  @Test
  void withoutADueTimeItIsDueFromItsCreationOn() throws Exception {
    Execution created = store.create(NewExecution.of("now"));

    assertThat(created.runAt()).isEqualTo(created.createdAt());
    assertThat(store.row(created.id())).containsEntry("claim_rank", 1L);
  }

  @Test
  void aDueTimeInThePastIsKeptAndIsDue() throws Exception {
    Instant past = Instant.parse("1970-01-01T00:00:00.000001Z");

    long id = store.create(NewExecution.of("past").withRunAt(past)).id();

    assertThat(store.find(id).runAt()).isEqualTo(past);
    assertThat(store.row(id)).containsEntry("claim_rank", 1L);
  }

  @Test
  void aDueTimeInTheFutureIsKeptAndWaits() throws Exception {
    Instant future = Instant.parse("9999-12-31T23:59:59.999999Z");

    long id = store.create(NewExecution.of("future").withRunAt(future)).id();

    assertThat(store.find(id).runAt()).isEqualTo(future);
    assertThat(store.row(id)).containsEntry("claim_rank", 2L);
  }

  @Test
  void aBulkCreationAnswersInTheOrderGiven() {
    List<NewExecution> items = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      items.add(NewExecution.of("bulk").withInput(Json.createValue(i)));
    }

    List<Long> ids = store.call(() -> store.executions.add(items));

    List<Execution> created = ids.stream().map(store::find).toList();
    assertThat(created)
        .extracting(execution -> execution.input().toString())
        .containsExactlyElementsOf(items.stream().map(item -> item.input().toString()).toList());
    assertThat(created).extracting(Execution::id).doesNotHaveDuplicates();
    assertThat(created).extracting(Execution::createdAt).containsOnly(created.get(0).createdAt());
    assertThat(store.call(() -> store.executions.refresh(created)))
        .containsExactlyInAnyOrderElementsOf(created);
  }

  @Test
  void aCreationThatIsRolledBackLeavesNothing() throws Exception {
    assertThatThrownBy(
            () ->
                store.call(
                    () -> {
                      store.executions.add(List.of(NewExecution.of("never")));
                      throw new IllegalStateException("the caller changed its mind");
                    }))
        .hasMessage("the caller changed its mind");

    assertThat(store.number("SELECT COUNT(*) FROM execution")).isZero();
  }

  @Test
  void nothingIsClaimedBeforeItsCreationIsCommitted() throws Exception {
    TestNode node = node("a");

    store.call(
        () -> {
          store.executions.add(List.of(NewExecution.of("held")));
          assertThat(claimQuietly(node)).isEmpty();
          return null;
        });

    assertThat(node.claim(1, "held")).hasSize(1);
  }

  @Test
  void nodesThatCreateAtTheSameTimeNeverShareAnId() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<List<Long>> creation =
          () -> {
            Executions ofThisNode =
                new Executions(
                    store.transaction,
                    new Ids(store.database),
                    new FairQueueNames(store.transaction));
            List<Long> ids = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
              ids.addAll(
                  store.call(
                      () ->
                          ofThisNode.add(
                              Stream.generate(() -> NewExecution.of("many")).limit(13).toList())));
            }
            return ids;
          };
      List<Long> all = new ArrayList<>();
      for (Future<List<Long>> ids :
          threads.invokeAll(Stream.generate(() -> creation).limit(4).toList())) {
        all.addAll(ids.get());
      }
      assertThat(all).hasSize(520).doesNotHaveDuplicates();
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<ClaimedExecution> claimQuietly(TestNode node) {
    try {
      return node.claim(1, "held");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
