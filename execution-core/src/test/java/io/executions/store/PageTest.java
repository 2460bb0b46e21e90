package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Execution;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionPage;
import io.executions.api.ExecutionQuery;
import io.executions.api.ExecutionStatus;
import io.executions.api.Fault;
import io.executions.api.NewExecution;
import io.executions.database.Text;
import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageTest extends StoreContract {
  private static final ExecutionQuery ALL = ExecutionQuery.of(ExecutionFilter.all());

  @Test
  void anEmptyStoreHasOneEmptyPage() {
    assertThat(page(ExecutionFilter.all()).items()).isEmpty();
    assertThat(page(ExecutionFilter.all()).nextCursor()).isEmpty();
  }

  @Test
  void theNewestComeFirst() {
    long first = store.create("a");
    long second = store.create("b");
    long third = store.create("c");

    assertThat(ids(page(ExecutionFilter.all()).items())).containsExactly(third, second, first);
  }

  @Test
  void pagesOfOnesCreatedAtTheSameMomentMissNoneAndRepeatNone() {
    List<Long> ids = new ArrayList<>(store.create("same", 120));
    Collections.reverse(ids);

    for (int limit : new int[] {1, 7, 60, 119, 120, 121, 500}) {
      assertThat(ids(all(ALL.withLimit(limit)))).isEqualTo(ids);
    }
  }

  @Test
  void theLastPageHasNoCursorAlsoWhenItIsFull() {
    store.create("a", 4);
    ExecutionPage first = page(ALL.withLimit(2));

    ExecutionPage second = page(ALL.withLimit(2).at(first.nextCursor().orElseThrow()));

    assertThat(second.items()).hasSize(2);
    assertThat(second.nextCursor()).isEmpty();
  }

  @Test
  void everyFilterShowsJustItsOwn() throws Exception {
    TestNode node = node("n");
    for (String type : List.of("a", "b")) {
      store.create(type, 4);
      List<Long> claimed = node.claimedIds(4, type);
      node.settle(claimed.get(0), Ends::completed);
      node.settle(claimed.get(1), Ends::failed);
      node.settle(claimed.get(2), Ends::cancelled);
      store.create(type);
    }

    for (ExecutionStatus status : ExecutionStatus.values()) {
      ExecutionFilter ofStatus = ExecutionFilter.all().withStatuses(status);
      assertThat(all(ExecutionQuery.of(ofStatus).withLimit(1)))
          .hasSize(2)
          .allMatch(one -> one.status() == status);
      assertThat(all(ofStatus.withType("a")))
          .singleElement()
          .matches(one -> one.status() == status && one.type().equals("a"));
    }
    ExecutionQuery two =
        ExecutionQuery.of(
                ExecutionFilter.all().withStatuses(ExecutionStatus.PENDING, ExecutionStatus.FAILED))
            .withLimit(1);
    assertThat(all(two)).hasSize(4).isSortedAccordingTo(PageTest::newestFirst);
    assertThat(all(ExecutionQuery.of(ExecutionFilter.all().withType("b")).withLimit(2)))
        .hasSize(5)
        .allMatch(one -> one.type().equals("b"))
        .isSortedAccordingTo(PageTest::newestFirst);
    assertThat(all(ExecutionFilter.all().withType("none"))).isEmpty();
    assertThat(all(ALL.withLimit(3))).hasSize(10);
  }

  @Test
  void whatIsCreatedMeanwhileDisturbsNoPage() {
    List<Long> ids = new ArrayList<>(store.create("a", 30));
    Collections.reverse(ids);
    List<Execution> seen = new ArrayList<>();
    ExecutionQuery filter = ALL.withLimit(10);
    ExecutionPage page = page(filter);
    seen.addAll(page.items());
    while (page.nextCursor().isPresent()) {
      store.create("newer", 3);
      page = page(filter.at(page.nextCursor().get()));
      seen.addAll(page.items());
    }

    assertThat(ids(seen)).isEqualTo(ids);
  }

  @Test
  void aPageEndsEarlyWhenWhatItBringsIsLarge() {
    NewExecution large =
        NewExecution.of("large").withInput(Json.createValue("x".repeat((1 << 20) - 2)));
    for (int i = 0; i < 3; i++) {
      store.call(() -> store.executions.add(Stream.generate(() -> large).limit(4).toList()));
    }

    List<Execution> seen = new ArrayList<>();
    ExecutionPage page = page(ExecutionFilter.all());
    seen.addAll(page.items());
    while (page.nextCursor().isPresent()) {
      assertThat(page.items()).hasSize(2);
      page = page(ALL.at(page.nextCursor().get()));
      seen.addAll(page.items());
    }
    assertThat(ids(seen)).hasSize(12).doesNotHaveDuplicates();
  }

  @Test
  void whatAPageBringsIsJudgedBeforeItIsRead() throws Exception {
    List<Long> ids = new ArrayList<>(store.create("sized", 5));
    Collections.reverse(ids);
    store.update("UPDATE execution SET input_bytes = ? WHERE id = ?", 5 << 20, ids.get(2));

    List<Integer> sizes = new ArrayList<>();
    List<Execution> seen = new ArrayList<>();
    ExecutionQuery filter = ExecutionQuery.of(ExecutionFilter.all().withType("sized"));
    ExecutionPage page = page(filter);
    while (true) {
      sizes.add(page.items().size());
      seen.addAll(page.items());
      if (page.nextCursor().isEmpty()) {
        break;
      }
      page = page(filter.at(page.nextCursor().get()));
    }

    assertThat(sizes).as("two, the large one alone, two").containsExactly(2, 1, 2);
    assertThat(ids(seen)).isEqualTo(ids);
  }

  @Test
  void outputsCountAsInputsDo() throws Exception {
    TestNode node = node("n");
    String output = "\"" + "y".repeat((1 << 20) - 2) + "\"";
    for (int i = 0; i < 3; i++) {
      store.create("large-output");
      long id = node.claimedIds(1, "large-output").get(0);
      node.settle(id, row -> Settlement.completed(row, Text.of(output)));
    }

    ExecutionPage page = page(ExecutionFilter.all().withStatuses(ExecutionStatus.COMPLETED));

    assertThat(page.items()).hasSize(1);
    assertThat(page.nextCursor()).isPresent();
  }

  @Test
  void aCursorThatWasNotGivenIsRefused() {
    for (String cursor :
        List.of(
            "",
            "x",
            "1.2",
            "===",
            encoded("1"),
            encoded("1.2"),
            encoded("newest>1"),
            encoded("newest>1.2.3"),
            encoded("none>1.2"),
            encoded("oldest>1.2"))) {
      assertThat(ListCursor.faults(ALL.at(cursor)))
          .extracting(Fault::pointer)
          .containsExactly("/cursor");
    }
    assertThat(ListCursor.faults(ALL.at(encoded("newest>1.2")))).isEmpty();
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  private List<Execution> all(ExecutionFilter filter) {
    return all(ExecutionQuery.of(filter));
  }

  private List<Execution> all(ExecutionQuery filter) {
    List<Execution> all = new ArrayList<>();
    ExecutionPage page = page(filter);
    all.addAll(page.items());
    while (page.nextCursor().isPresent()) {
      page = page(filter.at(page.nextCursor().get()));
      assertThat(page.items()).isNotEmpty();
      all.addAll(page.items());
    }
    return all;
  }

  private ExecutionPage page(ExecutionFilter filter) {
    return page(ExecutionQuery.of(filter));
  }

  private ExecutionPage page(ExecutionQuery query) {
    return store.call(() -> store.executions.page(query));
  }

  private static List<Long> ids(List<Execution> executions) {
    return executions.stream().map(Execution::id).toList();
  }

  private static int newestFirst(Execution a, Execution b) {
    int byTime = b.createdAt().compareTo(a.createdAt());
    return byTime != 0 ? byTime : Long.compare(b.id(), a.id());
  }
}
