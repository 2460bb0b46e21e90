package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Execution;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionPage;
import io.executions.api.ExecutionQuery;
import io.executions.api.ExecutionSort;
import io.executions.api.ExecutionStatus;
import io.executions.api.ExecutionView;
import io.executions.api.NewExecution;
import io.executions.api.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The orders and filters of lists, held against what all executions are. */
class ListTest extends StoreContract {
  private static final ExecutionFilter ALL = ExecutionFilter.all();

  private static final Comparator<Execution> BY_CREATION =
      Comparator.comparing(Execution::createdAt).thenComparing(Execution::id);

  private static final Comparator<Execution> BY_END =
      Comparator.<Execution, Instant>comparing(one -> one.finishedAt().orElseThrow())
          .thenComparing(Execution::id);

  private static final Comparator<Execution> BY_DUE_TIME =
      Comparator.comparing(Execution::runAt).thenComparing(Execution::id);

  private List<Execution> everything;

  /** Of two types: ended in each way, by two nodes, some after two attempts; running; pending. */
  @BeforeEach
  void aBitOfEverything() throws Exception {
    List<TestNode> nodes = List.of(node("a", "x", "y"), node("b", "x", "y"));
    for (String type : List.of("x", "y")) {
      for (int i = 0; i < 12; i++) {
        long id = store.create(type);
        TestNode node = nodes.get(i % 2);
        node.claimOne(type);
        if (i % 3 == 0) {
          node.settle(id, Ends::released);
          node.claimOne(type);
        }
        switch (i % 4) {
          case 0 -> node.settle(id, Ends::completed);
          case 1 -> node.settle(id, Ends::failed);
          case 2 -> node.settle(id, Ends::cancelled);
          default -> {
            if (i % 2 == 0 || type.equals("y")) {
              store.update("UPDATE execution SET overdue = TRUE WHERE id = ?", id);
            }
          }
        }
      }
      for (int i = 0; i < 7; i++) {
        Instant runAt = Instant.parse("2030-01-01T00:00:00Z").minusSeconds(i % 3);
        store.create(NewExecution.of(type).withPriority(i % 2).withRunAt(runAt));
        store.create(NewExecution.of(type).withPriority(-i));
      }
    }
    store.update(
        "UPDATE execution SET error_message = 'no % of_!it ' || id WHERE status = 'failed' AND type = 'x'"
            .replace(
                "'no % of_!it ' || id",
                database.isMariaDb() ? "CONCAT('no % of_!it ', id)" : "'no % of_!it ' || id"));
    everything =
        store.sql(sql -> sql.list("SELECT id FROM execution", row -> row.getLong(1))).stream()
            .map(store::find)
            .toList();
  }

  @Test
  void eachOrderIsItsOwn() {
    check(ALL, ExecutionSort.NEWEST, one -> true, BY_CREATION.reversed());
    check(ALL, ExecutionSort.OLDEST, one -> true, BY_CREATION);
    check(ALL, ExecutionSort.FINISHED, one -> one.status().isFinal(), BY_END.reversed());
    check(ALL, ExecutionSort.DUE, one -> one.status() == ExecutionStatus.PENDING, BY_DUE_TIME);
  }

  @Test
  void eachOrderHasTypesAndStatuses() {
    for (ExecutionSort sort : ExecutionSort.values()) {
      for (ExecutionStatus status : sort.statuses()) {
        check(
            ALL.withStatuses(status).withType("x"),
            sort,
            one -> one.status() == status && one.type().equals("x"),
            order(sort));
      }
      check(
          ALL.withType("y"),
          sort,
          one -> sort.statuses().contains(one.status()) && one.type().equals("y"),
          order(sort));
    }
    check(
        ALL.withStatuses(ExecutionStatus.FAILED, ExecutionStatus.CANCELLED),
        ExecutionSort.FINISHED,
        one -> one.status() == ExecutionStatus.FAILED || one.status() == ExecutionStatus.CANCELLED,
        BY_END.reversed());
  }

  @Test
  void aStretchOfTimeHasItsFirstMomentAndNotItsEnd() {
    List<Execution> byCreation = everything.stream().sorted(BY_CREATION).toList();
    TimeRange created = TimeRange.of(byCreation.get(5).createdAt(), byCreation.get(20).createdAt());
    for (ExecutionSort sort : List.of(ExecutionSort.NEWEST, ExecutionSort.OLDEST)) {
      check(ALL.withCreated(created), sort, one -> contains(created, one.createdAt()), order(sort));
    }
    List<Execution> byEnd =
        everything.stream().filter(one -> one.status().isFinal()).sorted(BY_END).toList();
    for (TimeRange finished :
        List.of(
            TimeRange.of(
                byEnd.get(3).finishedAt().orElseThrow(), byEnd.get(9).finishedAt().orElseThrow()),
            TimeRange.from(byEnd.get(4).finishedAt().orElseThrow()),
            TimeRange.until(byEnd.get(8).finishedAt().orElseThrow()))) {
      check(
          ALL.withFinished(finished),
          ExecutionSort.FINISHED,
          one -> one.finishedAt().filter(time -> contains(finished, time)).isPresent(),
          BY_END.reversed());
    }
  }

  private static boolean contains(TimeRange range, Instant time) {
    return range.after().filter(time::isBefore).isEmpty()
        && range.before().filter(before -> !time.isBefore(before)).isEmpty();
  }

  @Test
  void whatIsLookedForInTheRowsIsFound() {
    for (ExecutionSort sort :
        List.of(ExecutionSort.NEWEST, ExecutionSort.OLDEST, ExecutionSort.FINISHED)) {
      Predicate<Execution> sorted = one -> sort.statuses().contains(one.status());
      Predicate<Execution> onA = one -> one.node().equals(Optional.of("a"));
      Predicate<Execution> retried = one -> one.attempt() > 1;
      check(ALL.withNode("a"), sort, sorted.and(onA), order(sort));
      check(ALL.withRetried(), sort, sorted.and(retried), order(sort));
      check(
          ALL.withNode("a").withRetried().withType("y"),
          sort,
          sorted.and(onA).and(retried).and(one -> one.type().equals("y")),
          order(sort));
      check(
          ALL.withErrorPrefix("no % of_!it "),
          sort,
          sorted.and(one -> one.errorMessage().orElse("").startsWith("no % of_!it ")),
          order(sort));
      for (String none : List.of("no x", "no % ofx", "NO %", "o %", "!")) {
        assertThat(all(ExecutionQuery.of(ALL.withErrorPrefix(none)).withSort(sort))).isEmpty();
      }
    }
    check(ALL.withOverdue(), ExecutionSort.NEWEST, Execution::overdue, BY_CREATION.reversed());
    check(
        ALL.withOverdue().withType("y"),
        ExecutionSort.OLDEST,
        one -> one.overdue() && one.type().equals("y"),
        BY_CREATION);
  }

  @Test
  void aSummaryIsAllButInputAndOutput() {
    for (ExecutionSort sort : ExecutionSort.values()) {
      ExecutionQuery query = ExecutionQuery.of(ALL).withSort(sort).withLimit(500);
      List<Execution> full = page(query).items();
      List<Execution> summaries = page(query.withView(ExecutionView.SUMMARY)).items();

      assertThat(full).isNotEmpty().isEqualTo(found(full));
      assertThat(summaries)
          .hasSameSizeAs(full)
          .allMatch(one -> one.input() == null && one.output().isEmpty());
      assertThat(summaries)
          .usingRecursiveComparison()
          .ignoringFields("input", "output")
          .isEqualTo(full);
    }
  }

  private List<Execution> found(List<Execution> page) {
    return page.stream().map(one -> store.find(one.id())).toList();
  }

  /** Holds all pages of any size, forward and back again, against what they should hold. */
  private void check(
      ExecutionFilter filter,
      ExecutionSort sort,
      Predicate<Execution> shown,
      Comparator<Execution> order) {
    List<Long> expected = ids(everything.stream().filter(shown).sorted(order).toList());
    assertThat(expected).as("%s, %s", sort, filter).isNotEmpty();
    for (int limit : new int[] {1, 3, expected.size(), 500}) {
      ExecutionQuery query = ExecutionQuery.of(filter).withSort(sort).withLimit(limit);
      assertThat(ids(all(query))).as("%s", query).isEqualTo(expected);
      assertThat(ids(allBack(query))).as("back: %s", query).isEqualTo(expected);
    }
  }

  private List<Execution> all(ExecutionQuery query) {
    List<Execution> all = new ArrayList<>();
    ExecutionPage page = page(query);
    assertThat(page.previousCursor()).isEmpty();
    all.addAll(page.items());
    while (page.nextCursor().isPresent()) {
      page = page(query.at(page.nextCursor().get()));
      assertThat(page.items()).isNotEmpty();
      assertThat(page.searchedTo()).isEmpty();
      assertThat(page.previousCursor()).isPresent();
      all.addAll(page.items());
    }
    return all;
  }

  /** Goes to the last page, and from there back to the first one. */
  private List<Execution> allBack(ExecutionQuery query) {
    ExecutionPage page = page(query);
    while (page.nextCursor().isPresent()) {
      page = page(query.at(page.nextCursor().get()));
    }
    List<List<Execution>> pages = new ArrayList<>(List.of(page.items()));
    while (page.previousCursor().isPresent()) {
      page = page(query.at(page.previousCursor().get()));
      assertThat(page.nextCursor()).isPresent();
      pages.add(page.items());
    }
    Collections.reverse(pages);
    return pages.stream().flatMap(List::stream).toList();
  }

  private static Comparator<Execution> order(ExecutionSort sort) {
    return switch (sort) {
      case NEWEST -> BY_CREATION.reversed();
      case OLDEST -> BY_CREATION;
      case FINISHED -> BY_END.reversed();
      case DUE -> BY_DUE_TIME;
    };
  }

  private ExecutionPage page(ExecutionQuery query) {
    return store.call(() -> store.executions.page(query));
  }

  private static List<Long> ids(List<Execution> executions) {
    return executions.stream().map(Execution::id).toList();
  }
}
