package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.store.NodeStore.Defining;
import io.executions.store.NodeStore.Joined;
import io.executions.store.NodeStore.Joining;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HintKeyTest extends StoreContract {
  @Test
  void nodesThatHearDatagramsHaveOneKeyWhichNoTextShows() throws Exception {
    Joined one = join("one", Optional.of("127.0.0.1:7401"));
    Joined two = join("two", Optional.of("127.0.0.1:7402"));

    String key = one.hintKey().orElseThrow().value();
    assertThat(key).matches("[0-9a-f]{64}");
    assertThat(two.hintKey().orElseThrow().value()).isEqualTo(key);
    assertThat(one.toString()).doesNotContain(key);
  }

  @Test
  void whoHearsNoneHasNoKeyAndMakesNone() throws Exception {
    assertThat(join("one", Optional.empty()).hintKey()).isEmpty();
    assertThat(store.number("SELECT COUNT(*) FROM execution_hint_key")).isZero();
  }

  @Test
  void aLookShowsWhereOthersHear() throws Exception {
    Joined one = join("one", Optional.of("[0:0:0:0:0:0:0:1]:7401"));
    TestNode two = node("two", "work");

    assertThat(two.look("work").beats())
        .filteredOn(beat -> beat.nodeId() == one.id())
        .extracting(Snapshot.Beat::hearsAt)
        .containsExactly(Optional.of("[0:0:0:0:0:0:0:1]:7401"));
    assertThat(two.look("work").beats())
        .filteredOn(beat -> beat.nodeId() == two.id())
        .extracting(Snapshot.Beat::hearsAt)
        .containsExactly(Optional.empty());
  }

  private Joined join(String name, Optional<String> hearsAt) throws SQLException {
    try (NodeStore nodes = new NodeStore(store.database.reserve())) {
      return nodes.join(
          new Joining(
              name,
              Optional.empty(),
              TestNode.LEASE,
              4,
              Duration.ofSeconds(2),
              Map.of(),
              Map.of(),
              Set.of(),
              hearsAt,
              new Defining("tests", List.of(), 0)),
          false);
    }
  }
}
