package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What nodes tell each other about slots that they lack. */
class WantTest extends StoreContract {
  @Test
  void aWantIsSeenByOthersOnlyAndWithWhatItsNodeRuns() throws Exception {
    TestNode busy = node("busy", "work");
    TestNode other = node("other", "work");
    store.create("work");
    store.create("work");
    busy.claim(2, "work");
    assertThat(other.<Boolean>inGate(Gate::wanted)).isFalse();

    busy.want(5, 77);
    busy.want(6, 77);

    assertThat(other.<Boolean>inGate(Gate::wanted)).isTrue();
    assertThat(others(other)).containsExactly(new Want(busy.id(), 2, 6, 77));
    assertThat(busy.<Boolean>inGate(Gate::wanted)).isFalse();
    assertThat(others(busy)).isEmpty();
  }

  @Test
  void aWantEndsWhenItIsTakenBackAndByItself() throws Exception {
    TestNode busy = node("busy", "work");
    TestNode other = node("other", "work");
    busy.want(5, 77);
    busy.inGate(
        gate -> {
          gate.wants().takeBack(busy.id());
          return null;
        });
    assertThat(other.<Boolean>inGate(Gate::wanted)).isFalse();

    busy.want(5, 77);
    await()
        .pollInterval(Duration.ofMillis(20))
        .between(Wants.LAPSE.dividedBy(5), Duration.ofSeconds(30))
        .until(() -> !other.<Boolean>inGate(Gate::wanted));
    assertThat(others(other)).isEmpty();
  }

  @Test
  void aNodeFindsOutWhatTheBusiestOfTheOthersRuns() throws Exception {
    TestNode one = node("one", "work");
    TestNode two = node("two", "work");
    TestNode three = node("three", "work");
    assertThat(mostElsewhere(one)).isZero();
    for (int i = 0; i < 6; i++) {
      store.create("work");
    }
    one.claim(3, "work");
    two.claim(2, "work");
    three.claim(1, "work");

    assertThat(mostElsewhere(one)).isEqualTo(2);
    assertThat(mostElsewhere(two)).isEqualTo(3);
    assertThat(mostElsewhere(three)).isEqualTo(3);
  }

  private static List<Want> others(TestNode node) throws SQLException {
    return node.inGate(gate -> gate.wants().ofOthers(node.id()));
  }

  private static int mostElsewhere(TestNode node) throws SQLException {
    return node.inGate(gate -> gate.wants().mostElsewhere(node.id()));
  }
}
