package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Execution;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionPage;
import io.executions.api.ExecutionQuery;
import io.executions.api.ExecutionSort;
import io.executions.api.ExecutionStatus;
import io.executions.api.TimeRange;
import io.executions.database.Micros;
import io.executions.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a page costs, however many executions there are. */
class ListBoundTest extends StoreContract {
  private static final ExecutionFilter ALL = ExecutionFilter.all();
  private static final int ENDED = 12_000;
  private static final long BEGIN = 1_900_000_000_000_000L;

  private static final String INSERT =
      """
      INSERT INTO execution
             (id, type, status, claim_rank, priority, input, attempt, failures, interruptions, max_attempts,
              run_at, created_at, started_at, finished_at, node_id, node, error_message,
              cancel_requested, overdue)
      VALUES (?, ?, ?, ?, ?, '{}', ?, 0, 0, 1, ?, ?, ?, ?, NULL, ?, ?, FALSE, FALSE)
      """;

  /** One each microsecond, which ends a second later: each id is as late as it is large. */
  private void fillHistory() throws SQLException {
    insert(
        LongStream.rangeClosed(1, ENDED)
            .mapToObj(
                i ->
                    new Object[] {
                      i,
                      "t" + i % 3,
                      "failed",
                      null,
                      0,
                      1,
                      BEGIN + i,
                      BEGIN + i,
                      BEGIN + i,
                      BEGIN + i + 1_000_000,
                      "node",
                      i % 5500 == 100 ? "rare" : "usual"
                    })
            .toList());
  }

  private void fillLine(int count, int priorities) throws SQLException {
    insert(
        LongStream.rangeClosed(1, count)
            .mapToObj(
                i ->
                    new Object[] {
                      100_000 + i,
                      "t" + i % 3,
                      "pending",
                      1 + i % 2,
                      i % priorities,
                      0,
                      BEGIN - i * 7919 % 10_007,
                      BEGIN + i,
                      null,
                      null,
                      null,
                      null
                    })
            .toList());
  }

  private void insert(List<Object[]> rows) throws SQLException {
    store.sql(
        sql -> {
          sql.connection().setAutoCommit(false);
          sql.batch(INSERT, rows);
          sql.connection().commit();
          return null;
        });
  }

  @Test
  void aSearchLooksAtFiveThousandAtATimeAndSaysHowFarItHasCome() throws Exception {
    fillHistory();
    ExecutionQuery query =
        ExecutionQuery.of(
            ALL.withErrorPrefix("rare").withCreated(TimeRange.from(Micros.toInstant(BEGIN))));

    List<ExecutionPage> pages = new ArrayList<>(List.of(page(query)));
    while (last(pages).nextCursor().isPresent()) {
      pages.add(page(query.at(last(pages).nextCursor().get())));
    }

    assertThat(pages)
        .extracting(page -> ids(page.items()))
        .containsExactly(List.of(11_100L), List.of(5_600L), List.of(100L));
    assertThat(pages)
        .extracting(ExecutionPage::searchedTo)
        .containsExactly(
            Optional.of(created(ENDED - 4999)),
            Optional.of(created(ENDED - 9999)),
            Optional.empty());

    ExecutionPage back = page(query.at(last(pages).previousCursor().orElseThrow()));
    assertThat(ids(back.items())).isEmpty();
    assertThat(back.nextCursor()).isPresent();
    assertThat(back.searchedTo()).contains(created(5_100));
    ExecutionPage further = page(query.at(back.previousCursor().orElseThrow()));
    assertThat(ids(further.items())).containsExactly(5_600L);
    assertThat(ids(page(query.at(back.nextCursor().get())).items())).containsExactly(100L);
  }

  @Test
  void aSearchAmongWhatHasEndedSaysSoByItsOwnTime() throws Exception {
    fillHistory();
    ExecutionQuery query =
        ExecutionQuery.of(
                ALL.withNode("another").withFinished(TimeRange.from(Micros.toInstant(BEGIN))))
            .withSort(ExecutionSort.FINISHED);

    ExecutionPage first = page(query);

    assertThat(first.items()).isEmpty();
    assertThat(first.previousCursor()).isEmpty();
    assertThat(first.searchedTo()).contains(created(ENDED - 4999).plusSeconds(1));
    ExecutionPage second = page(query.at(first.nextCursor().orElseThrow()));
    assertThat(second.items()).isEmpty();
    ExecutionPage third = page(query.at(second.nextCursor().orElseThrow()));
    assertThat(third.items()).isEmpty();
    assertThat(third.nextCursor()).isEmpty();
    assertThat(third.searchedTo()).isEmpty();
    assertThat(third.previousCursor()).isPresent();
  }

  @Test
  void thoseThatAreDueAreFoundHoweverManyPrioritiesThereAre() throws Exception {
    for (int priorities : new int[] {4, 700}) {
      store.update("DELETE FROM execution");
      fillLine(1200, priorities);
      ExecutionQuery query = ExecutionQuery.of(ALL).withSort(ExecutionSort.DUE).withLimit(500);
      List<Long> found = new ArrayList<>();
      ExecutionPage page = page(query);
      found.addAll(ids(page.items()));
      while (page.nextCursor().isPresent()) {
        page = page(query.at(page.nextCursor().get()));
        found.addAll(ids(page.items()));
      }
      assertThat(found)
          .isEqualTo(
              store.sql(
                  sql ->
                      sql.list(
                          "SELECT id FROM execution ORDER BY run_at, id", row -> row.getLong(1))));
      assertThat(all(query.withLimit(7), ALL.withType("t2")))
          .isEqualTo(
              store.sql(
                  sql ->
                      sql.list(
                          "SELECT id FROM execution WHERE type = 't2' ORDER BY run_at, id",
                          row -> row.getLong(1))));
    }
  }

  private List<Long> all(ExecutionQuery like, ExecutionFilter filter) {
    ExecutionQuery query = ExecutionQuery.of(filter).withSort(like.sort()).withLimit(like.limit());
    ExecutionPage page = page(query);
    List<Long> found = new ArrayList<>(ids(page.items()));
    while (page.nextCursor().isPresent()) {
      page = page(query.at(page.nextCursor().get()));
      found.addAll(ids(page.items()));
    }
    return found;
  }

  @Test
  void aPageReadsWhatItShowsAndNothingElse() throws Exception {
    fillHistory();
    fillLine(3000, 4);
    analyze();
    for (ExecutionSort sort : ExecutionSort.values()) {
      ExecutionQuery query = ExecutionQuery.of(ALL).withSort(sort);
      assertThat(read(query)).as("%s", sort).isLessThan(300);
      assertThat(read(ExecutionQuery.of(ALL.withType("t1")).withSort(sort)))
          .as("%s of a type", sort)
          .isLessThan(300);
      TimeRange middle = TimeRange.of(created(5000), created(9000));
      TimeRange ends = TimeRange.of(created(5000).plusSeconds(1), created(9000).plusSeconds(1));
      ExecutionFilter failed = ALL.withStatuses(ExecutionStatus.FAILED);
      if (sort.isByCreation()) {
        assertThat(read(ExecutionQuery.of(failed.withCreated(middle)).withSort(sort)))
            .isLessThan(300);
      } else if (sort == ExecutionSort.FINISHED) {
        assertThat(read(ExecutionQuery.of(failed.withFinished(ends)).withSort(sort)))
            .isLessThan(300);
      }
    }
  }

  /** Returns how many rows and index entries are read for the places of a page, path by path. */
  private long read(ExecutionQuery query) throws SQLException {
    return store.sql(
        sql -> {
          boolean ascending = query.sort().isAscending();
          ListPlace begin = ascending ? ListPlace.FIRST : ListPlace.LAST;
          ListPlace end = ascending ? ListPlace.LAST : ListPlace.FIRST;
          long most = 0;
          for (ListWalk.Path path : new ListPaths(query).find(sql)) {
            List<Object> parameters = new ArrayList<>();
            String statement =
                new ListWalk(path, sql.dialect(), ascending, begin, end)
                    .next(0, query.limit() + 1, parameters);
            most = Math.max(most, new RowsRead(database, sql).by(statement, parameters.toArray()));
          }
          return most;
        });
  }

  private void analyze() throws SQLException {
    if (database.isMariaDb()) {
      store.sql(sql -> sql.list("ANALYZE TABLE execution", row -> true));
    } else {
      store.update(database == TestDatabase.POSTGRESQL ? "VACUUM ANALYZE execution" : "ANALYZE");
    }
  }

  private static Instant created(long id) {
    return Micros.toInstant(BEGIN + id);
  }

  private ExecutionPage page(ExecutionQuery query) {
    return store.call(() -> store.executions.page(query));
  }

  private static ExecutionPage last(List<ExecutionPage> pages) {
    return pages.get(pages.size() - 1);
  }

  private static List<Long> ids(List<Execution> executions) {
    return executions.stream().map(Execution::id).toList();
  }
}
