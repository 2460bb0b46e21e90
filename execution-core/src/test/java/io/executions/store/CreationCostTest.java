package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Execution;
import io.executions.api.NewExecution;
import io.executions.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a creation asks of the database: whoever adds to it has to say so here. */
class CreationCostTest extends StoreContract {
  private static final NewExecution WORK = NewExecution.of("work");
  private static final String INSERT = "INSERT INTO execution";

  private CountedDataSource counted;
  private TestStore creator;

  @BeforeEach
  void takeABlockOfIds() throws Exception {
    counted = new CountedDataSource(store.dataSource);
    creator = TestStore.on(counted.dataSource());
    creator.executions.add(WORK);
    counted.takeAsked();
  }

  @AfterEach
  void close() {
    creator.database.close();
  }

  @Test
  void aCreationIsOneStatementThatCommitsByItself() {
    Execution created = creator.executions.add(WORK);

    assertThat(counted.takeAsked()).isEqualTo(inserts(1));
    assertThat(store.find(created.id())).isEqualTo(created);
  }

  @Test
  void soIsOneForLater() {
    Execution created =
        creator.executions.add(WORK.withRunAt(Instant.parse("2126-02-03T04:05:06.789Z")));

    assertThat(counted.takeAsked()).isEqualTo(inserts(1));
    assertThat(store.find(created.id())).isEqualTo(created);
  }

  @Test
  void withinACallersTransactionItAddsOneInsertAndNothingElse() {
    List<Execution> created = new ArrayList<>();
    List<String> asked =
        creator.call(
            () -> {
              creator.transaction.sql(sql -> sql.number("SELECT {now}"));
              counted.takeAsked();
              created.add(creator.executions.add(WORK));
              created.add(creator.executions.add(WORK));
              return counted.takeAsked();
            });

    assertThat(asked).isEqualTo(inserts(2));
    assertThat(created).allSatisfy(one -> assertThat(store.find(one.id())).isEqualTo(one));
  }

  @Test
  void aBulkThatFitsIsOneStatementThatCommitsByItself() {
    List<Long> ids = creator.executions.add(Collections.nCopies(50, WORK));

    assertThat(counted.takeAsked()).isEqualTo(inserts(1));
    assertThat(ids).extracting(store::find).extracting(Execution::id).isEqualTo(ids);
  }

  @Test
  void aLargeBulkIsATransactionOfFewStatements() {
    creator.executions.add(Collections.nCopies(100, WORK));
    counted.takeAsked();

    creator.executions.add(Collections.nCopies(1000, WORK));

    assertThat(counted.takeAsked())
        .containsSubsequence("setAutoCommit", INSERT, INSERT, "commit", "setAutoCommit")
        .filteredOn(INSERT::equals)
        .hasSize(5);
  }

  @Test
  void idsAreTakenInBlocksThatGrowWhileTheyAreUsedUpFast() {
    assertThat(blocksFor(3000, () -> 0)).isEqualTo(5);
  }

  @Test
  void whoCreatesRarelyTakesSmallBlocks() {
    AtomicLong seconds = new AtomicLong();

    assertThat(blocksFor(500, () -> seconds.incrementAndGet() * 1_000_000_000)).isEqualTo(5);
  }

  private long blocksFor(int count, LongSupplier ticker) {
    Ids ids = new Ids(creator.database, ticker);
    try {
      for (int i = 0; i < count; i++) {
        ids.take(1);
      }
      return counted.takeAsked().stream().filter(one -> one.contains("execution_ids SET")).count();
    } finally {
      ids.close();
    }
  }

  private List<String> inserts(int count) {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (database == TestDatabase.H2) {
        // No round trip: it is in this process.
        expected.add("SELECT DATEDIFF");
      }
      expected.add(INSERT);
    }
    return expected;
  }
}
