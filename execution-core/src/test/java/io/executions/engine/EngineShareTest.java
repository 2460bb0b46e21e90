package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How nodes share a limit, poll by poll. */
class EngineShareTest {
  private static final Duration LOOKS_EVERY = Duration.ofMillis(20);
  private static final Duration LAPSE = Duration.ofMillis(250);

  @TempDir Path dataDir;

  private final EngineDatabase database = new EngineDatabase(6);
  private final AtomicLong ticks = new AtomicLong();
  private final List<Member> members = new ArrayList<>();

  /** A node whose handlers return when the test says so. */
  private final class Member {
    final Semaphore ends = new Semaphore(0);
    final SteppedNode node;

    Member(String type) {
      node =
          new SteppedNode(
              new TestEnvironment(database, dataDir),
              ticks,
              Optional.empty(),
              TestHandler.of(
                  type,
                  (input, context) -> {
                    ends.acquire();
                    return null;
                  }));
      members.add(this);
    }

    Duration poll() {
      return node.poll();
    }

    int runs() {
      return node.runs.active().size();
    }

    /** Lets runs end, and polls, so that they are settled. */
    void end(int runs) {
      int left = runs() - runs;
      ends.release(runs);
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(2))
          .until(() -> runs() == left);
      node.poll();
    }
  }

  @AfterEach
  void close() {
    members.forEach(
        member -> {
          member.ends.release(1000);
          member.node.close();
        });
  }

  @Test
  void aNodeAloneTakesTheWholeLimitAndWritesNothing() {
    Member alone = new Member("work");
    database.create("work", 40);
    alone.poll();
    assertThat(alone.runs()).isEqualTo(6);
    alone.end(4);
    alone.end(6);
    assertThat(alone.runs()).isEqualTo(6);
    assertThat(wants()).isEmpty();
  }

  @Test
  void aNodeThatFindsNoSlotIsGivenItsShareAsRunsEnd() {
    Member first = new Member("work");
    Member second = new Member("work");
    database.create("work", 40);
    first.poll();
    assertThat(second.poll()).isLessThanOrEqualTo(LOOKS_EVERY);
    assertThat(second.runs()).isZero();
    assertThat(wants()).hasSize(1);

    first.end(2);
    assertThat(first.runs()).isEqualTo(4);
    second.poll();
    assertThat(second.runs()).isEqualTo(2);
    first.end(3);
    assertThat(first.runs()).isLessThanOrEqualTo(3);
    second.poll();
    first.poll();
    assertThat(first.runs()).isEqualTo(3);
    assertThat(second.runs()).isEqualTo(3);
    assertThat(second.poll()).isGreaterThan(LAPSE);

    first.end(1);
    second.end(2);
    assertThat(first.runs()).isEqualTo(3);
    assertThat(second.runs()).isEqualTo(3);
  }

  @Test
  void whatTheDivisionLeavesOverIsUsed() {
    database.limit(7);
    Member first = new Member("work");
    Member second = new Member("work");
    Member third = new Member("work");
    database.create("work", 60);
    first.poll();
    second.poll();
    third.poll();
    for (int rounds = 0; rounds < 6; rounds++) {
      first.end(Math.min(1, first.runs()));
      second.poll();
      third.poll();
    }
    assertThat(List.of(first.runs(), second.runs(), third.runs()))
        .containsExactlyInAnyOrder(3, 2, 2);
    assertThat(database.count("running")).isEqualTo(7);
  }

  @Test
  void nothingIsKeptForANodeThatIsSilent() {
    Member first = new Member("work");
    Member silent = new Member("work");
    database.create("work", 40);
    first.poll();
    silent.poll();
    first.end(2);
    assertThat(first.runs()).isEqualTo(4);

    DatabaseTime.advance(LAPSE.minusMillis(1));
    assertThat(first.poll()).isLessThanOrEqualTo(LOOKS_EVERY);
    assertThat(first.runs()).isEqualTo(4);
    DatabaseTime.advance(Duration.ofMillis(1));
    first.poll();
    assertThat(first.runs()).isEqualTo(6);
  }

  @Test
  void aNodeWantsOnlyWhereSomethingIsDueForIt() {
    Member first = new Member("work");
    Member second = new Member("other");
    database.create("work", 40);
    first.poll();
    assertThat(second.poll()).isGreaterThan(LAPSE);
    assertThat(wants()).isEmpty();

    long other = database.create("other");
    second.poll();
    assertThat(wants()).containsExactly(1);
    first.end(3);
    assertThat(first.runs()).isEqualTo(5);
    second.poll();
    assertThat(database.row(other).status()).isEqualTo("running");
    second.end(1);
    first.poll();
    assertThat(first.runs()).isEqualTo(6);
  }

  @Test
  void aNodeThatDrainsWantsNothingAndPausedNodesDoNotEither() {
    Member first = new Member("work");
    Member second = new Member("work");
    database.create("work", 40);
    first.poll();
    second.node.loop.beginLeave();
    assertThat(second.poll()).isGreaterThan(LAPSE);
    Member third = new Member("work");
    database.update("UPDATE execution_gate SET paused = TRUE");
    assertThat(third.poll()).isGreaterThan(LAPSE);
    assertThat(wants()).isEmpty();
  }

  @Test
  void turnsRotateWhereTheLimitIsBelowTheNumberOfNodes() {
    database.limit(1);
    List<Member> three = List.of(new Member("work"), new Member("work"), new Member("work"));
    database.create("work", 60);
    three.forEach(Member::poll);
    assertThat(three.get(0).runs()).isEqualTo(1);
    three.get(0).end(1);
    assertThat(three.get(0).runs()).as("its turn is not over").isEqualTo(1);

    List<Integer> holders = new ArrayList<>();
    for (int handOvers = 0; handOvers < 6; handOvers++) {
      for (int waits = 0; waits < 3; waits++) {
        DatabaseTime.advance(Duration.ofMillis(100));
        ticks.addAndGet(Duration.ofMillis(100).toNanos());
        three.forEach(Member::poll);
      }
      Member holder = three.stream().filter(member -> member.runs() == 1).findFirst().orElseThrow();
      holders.add(three.indexOf(holder));
      holder.end(1);
      assertThat(holder.runs()).isZero();
      three.forEach(Member::poll);
      assertThat(database.count("running")).isEqualTo(1);
    }
    assertThat(holders).containsExactly(0, 1, 2, 0, 1, 2);
  }

  /** Returns how many slots each node wants, of which the want stands. */
  private List<Integer> wants() {
    return database.list(
        "SELECT slots FROM execution_want WHERE lapses_at > CAST(? AS BIGINT)",
        row -> row.getInt(1),
        ChronoUnit.MICROS.between(Instant.EPOCH, DatabaseTime.now()));
  }
}
