package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.ExecutionStatus;
import io.executions.api.PermanentFailureException;
import io.executions.store.Move;
import io.executions.store.MoveChange;
import io.executions.testing.MoveTrace;
import io.executions.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What engines tell of executions is what the database's trigger has seen. */
class EngineMovesTest {
  private static final Optional<String> HOME = Optional.of("3f2b7a0e-0000-4000-8000-00000000home");
  private static final int MANY = 20;

  @TempDir Path dataDir;

  private final AtomicLong ticks = new AtomicLong();
  private final List<TestEnvironment> arounds = new ArrayList<>();
  private final List<SteppedNode> nodes = new ArrayList<>();
  private final Hold never = new Hold();

  @AfterEach
  void close() {
    never.release();
    nodes.forEach(SteppedNode::close);
  }

  @ParameterizedTest
  @EnumSource(
      value = TestDatabase.class,
      names = {"MARIADB_11_4", "POSTGRESQL"})
  void theMovesThatEnginesTellAreThoseThatWereMade(TestDatabase kind) throws Exception {
    EngineDatabase database = new EngineDatabase(kind, 100);
    try (MoveTrace trace = new MoveTrace(database.direct()::getConnection)) {
      SteppedNode crashed = node(database, never);
      List<Long> stuck = database.create("stuck", 3);
      crashed.poll();
      never.awaitEntered(3);
      crashed.close();

      Hold none = new Hold();
      none.release();
      SteppedNode node = node(database, none);
      database.create("good", MANY);
      database.create("bad", MANY);
      for (int i = 0; i < MANY; i++) {
        database.create(Creation.of("fickle").maxAttempts(2));
      }
      node.finish();
      database.requestCancel(database.create("good"));
      node.finish();

      List<Move> told = arounds.stream().flatMap(around -> around.moves.stream()).toList();
      assertThat(told.stream().map(MoveChange::of))
          .containsExactlyInAnyOrderElementsOf(trace.changes());
      assertThat(told)
          .filteredOn(move -> stuck.contains(move.id()))
          .extracting(Move::to)
          .containsOnly(
              ExecutionStatus.RUNNING, ExecutionStatus.PENDING, ExecutionStatus.COMPLETED);
      assertThat(told).filteredOn(move -> move.to() == ExecutionStatus.FAILED).hasSize(MANY);
      assertThat(
              database.list(
                  """
                  SELECT SUM(ended) FROM
                         (SELECT amount AS ended FROM execution_series
                           WHERE minutes = 60 AND type = '' AND kind = 0
                          UNION ALL
                          SELECT ended FROM execution_delta WHERE minute_at IS NOT NULL) ends
                  """,
                  row -> row.getLong(1)))
          .containsExactly(told.stream().filter(Move::isEnd).count());
    }
  }

  private SteppedNode node(EngineDatabase database, Hold stuck) {
    TestEnvironment around = new TestEnvironment(database, dataDir);
    arounds.add(around);
    SteppedNode node =
        new SteppedNode(
            around,
            ticks,
            HOME,
            TestHandler.of("good", (input, context) -> null),
            TestHandler.of("stuck", (input, context) -> stuck.obediently()),
            TestHandler.of(
                "bad",
                (input, context) -> {
                  throw new PermanentFailureException("It is bad");
                }),
            TestHandler.of(
                "fickle",
                (input, context) -> {
                  if (context.attempt() == 1) {
                    throw new IllegalStateException("Not yet");
                  }
                  return null;
                }));
    nodes.add(node);
    return node;
  }
}
