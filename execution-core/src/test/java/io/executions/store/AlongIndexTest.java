package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Beside ten million rows MariaDB took nine seconds for a page of ten days ago, as it read all that
 * had ended since: it had the choice, and thought that the time would leave as many.
 */
class AlongIndexTest extends StoreContract {
  @Test
  void aWalkWithinATimeIsNeverLeftToAColumnOfOneValue() throws Exception {
    new OldRows(store).ended(3000);
    for (String stage : List.of("completed", "cancelled")) {
      Conditions start = new Conditions().and("stage = ?", stage).and("type = ?", "old");
      ListWalk.Path path =
          new ListWalk.Path(
              "execution", start, List.of("stage", "type"), "created_at", new Conditions());
      // A time that leaves all is where it has the choice.
      ListPlace begin = ListPlace.LAST;
      ListPlace end = ListPlace.FIRST;

      List<String> ways =
          store.sql(
              sql -> {
                List<Object> parameters = new ArrayList<>();
                ListWalk walk = new ListWalk(path, sql.dialect(), false, begin, end);
                String statement = walk.next(0, 51, parameters);
                return database.isMariaDb()
                    ? sql.list(
                        "EXPLAIN " + statement, row -> row.getString("type"), parameters.toArray())
                    : List.of();
              });

      assertThat(ways).doesNotContain("ref");
    }
  }

  @Test
  void aChoiceOfOneValueFindsWhatTheValueFinds() throws Exception {
    store.create("a", 2);
    store.create("b", 1);
    Conditions start = new Conditions().and("type = ?", "a").and("attempt < ?", 7);

    Conditions along = store.sql(sql -> start.alongIndex(sql.dialect()));

    assertThat(start.columns()).isEqualTo("type");
    assertThat(
            store.number(
                "SELECT COUNT(*) FROM execution WHERE " + along.sql(), along.values().toArray()))
        .isEqualTo(2);
  }
}
