package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.AuditEntry;
import io.executions.api.AuditFilter;
import io.executions.api.AuditPage;
import io.executions.api.InvalidRequestException;
import io.executions.api.port.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How what people did is read, page by page. */
class AuditListTest extends StoreContract {
  private AuditRows audit;

  @BeforeEach
  void act() {
    audit = new AuditRows(store.transaction, store.audit);
    Caller.enter(new Caller("alice", "operator", Optional.of("192.0.2.7")));
  }

  @AfterEach
  void actNoMore() {
    Caller.leave();
  }

  @Test
  void pagesFollowEachOtherAlsoWhereManyAreOfTheSameTime() throws Exception {
    for (int i = 0; i < 7; i++) {
      cancelOne();
    }
    store.update("UPDATE execution_audit SET happened_at = ?", store.now());
    List<Long> expected = all().stream().map(AuditEntry::id).toList();
    List<Long> seen = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      AuditPage page = page(filter(3, cursor));
      assertThat(page.items()).hasSizeLessThanOrEqualTo(3);
      page.items().forEach(entry -> seen.add(entry.id()));
      cursor = page.nextCursor();
    } while (cursor.isPresent());
    assertThat(seen).isEqualTo(expected).hasSize(7);
    assertThatThrownBy(() -> page(AuditFilter.all().behind("x")))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void eachFilterNarrowsTheList() throws Exception {
    long id = cancelOne();
    cancelOne();
    Caller.enter(new Caller("bob", "operator", Optional.empty()));
    store.call(() -> store.moves.retry(id, "a person"));
    Instant last = all().get(0).at();
    Optional<String> none = Optional.empty();

    assertThat(list(Optional.of("alice"), none, none)).hasSize(2);
    assertThat(list(none, Optional.of("retryExecution"), none)).hasSize(1);
    assertThat(list(none, none, Optional.of(Long.toString(id)))).hasSize(2);
    assertThat(list(Optional.of("bob"), Optional.of("cancelExecution"), none)).isEmpty();
    assertThat(within(Optional.of(last), Optional.empty())).hasSize(1);
    assertThat(within(Optional.empty(), Optional.of(last))).hasSize(2);
    assertThat(within(Optional.of(last.plusSeconds(1)), Optional.empty())).isEmpty();
  }

  @Test
  void filtersTogetherReadWhatTheyShowAndNothingElse() throws Exception {
    fillHistory();
    for (String who : new String[] {"w1", null}) {
      for (String action : new String[] {"a1", null}) {
        for (String target : new String[] {"t1", null}) {
          AuditFilter filter =
              new AuditFilter(
                  Optional.ofNullable(who),
                  Optional.ofNullable(action),
                  Optional.ofNullable(target),
                  Optional.empty(),
                  Optional.empty(),
                  50,
                  Optional.empty());
          List<Object> parameters = new ArrayList<>();
          String statement = AuditRows.statement(filter, store.database.dialect(), parameters);
          long read =
              store.sql(sql -> new RowsRead(database, sql).by(statement, parameters.toArray()));
          assertThat(read).as("%s %s %s", who, action, target).isLessThan(200);
        }
      }
    }
  }

  /** Of each who, action and target there are thousands, and never two of number one together. */
  private void fillHistory() throws Exception {
    store.sql(
        sql ->
            sql.batch(
                """
                INSERT INTO execution_audit
                       (happened_at, who, role, node, action, target_kind, target_id)
                VALUES (?, ?, 'admin', 'n', ?, 'node', ?)
                """,
                IntStream.range(0, 6000)
                    .mapToObj(
                        i ->
                            new Object[] {
                              (long) i,
                              i % 3 == 0 ? "w1" : "w2",
                              i % 3 == 1 ? "a1" : "a2",
                              i % 3 == 2 ? "t1" : "t2"
                            })
                    .toList()));
    if (database.isMariaDb()) {
      store.sql(sql -> sql.list("ANALYZE TABLE execution_audit", row -> true));
    } else {
      store.update("ANALYZE");
    }
  }

  private long cancelOne() {
    long id = store.create("work");
    store.call(() -> store.moves.cancel(id, "a person"));
    return id;
  }

  private List<AuditEntry> all() {
    return page(AuditFilter.all()).items();
  }

  private AuditPage page(AuditFilter filter) {
    return audit.page(filter);
  }

  private static AuditFilter filter(int limit, Optional<String> cursor) {
    Optional<String> none = Optional.empty();
    return new AuditFilter(none, none, none, Optional.empty(), Optional.empty(), limit, cursor);
  }

  private List<AuditEntry> list(
      Optional<String> who, Optional<String> action, Optional<String> target) {
    return page(new AuditFilter(
            who, action, target, Optional.empty(), Optional.empty(), 50, Optional.empty()))
        .items();
  }

  private List<AuditEntry> within(Optional<Instant> after, Optional<Instant> before) {
    Optional<String> none = Optional.empty();
    return page(new AuditFilter(none, none, none, after, before, 50, none)).items();
  }
}
