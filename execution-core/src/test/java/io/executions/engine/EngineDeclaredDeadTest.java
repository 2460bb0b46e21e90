package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import org.h2.api.Trigger;
import org.junit.jupiter.api.Test;

/** What happens to nodes that were only thought dead. */
class EngineDeclaredDeadTest extends RecoveringEngines {
  @Test
  void aNodeThatWasDeclaredDeadStopsItsHandlersAndComesBackAsAnother() throws Exception {
    SteppedNode node = node(HOME, (input, context) -> hold.stubbornly());
    long id = database.create("work");
    node.poll();
    hold.awaitEntered(1);
    long firstId = node.loop.place().membership().id();
    database.update("UPDATE execution_node SET state = 'dead'");
    node.beat();
    node.poll();
    assertThat(node.runs.find(id).isCancelled()).isTrue();

    long waiting = database.create("work");
    node.poll();
    assertThat(database.row(waiting).attempt()).isZero();
    assertThat(node.loop.place().membership().id()).isEqualTo(firstId);

    SteppedNode other = node(OTHER, (input, context) -> "other");
    other.finish();
    assertThat(database.row(id).output()).contains("other");

    hold.release();
    node.awaitAllReturned();
    node.finish();
    assertThat(node.loop.place().membership().id()).isGreaterThan(firstId);
    assertThat(database.row(id).output()).contains("other");
    assertThat(database.row(id).attempt()).isEqualTo(2);
    long more = database.create("work");
    node.finish();
    assertThat(database.row(more).status()).isEqualTo("completed");
  }

  @Test
  void aDrainingNodeThatWasDeclaredDeadStopsItsHandlersToo() throws Exception {
    SteppedNode node = node(HOME, (input, context) -> hold.obediently());
    database.create("work");
    node.poll();
    hold.awaitEntered(1);
    node.loop.beginLeave();
    database.update("UPDATE execution_node SET state = 'dead'");
    node.beat();
    node.poll();
    node.awaitAllReturned();
    node.poll();
    assertThat(node.loop.idle()).isTrue();
    assertThat(database.nodeStates()).containsExactly("dead");
  }

  /** As on a Galera cluster, where the engine's connection may be to another database node. */
  @Test
  void aNodeThatNoLookHasShownYetIsNotDead() {
    database.update(
        "CREATE TRIGGER unheard BEFORE INSERT ON execution_node FOR EACH ROW CALL '%s'"
            .formatted(Unheard.class.getName()));
    long id = database.create("work");
    SteppedNode node = node(HOME, (input, context) -> "done");
    assertThat(node.poll()).isLessThan(Duration.ofSeconds(1));
    assertThat(node.loop.life().stage().isMember()).isTrue();
    assertThat(database.row(id).attempt()).isZero();

    database.update("DROP TRIGGER unheard");
    database.update("UPDATE execution_node SET state = 'polling'");
    node.finish();
    assertThat(database.row(id).status()).isEqualTo("completed");
    assertThat(database.nodeStates()).containsExactly("polling");
    node.goesWell();
  }

  /** Hides a node that joins from those who look for the living. */
  public static final class Unheard implements Trigger {
    private static final int STATE = 4;

    /** Made by the database. */
    public Unheard() {}

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) {
      after[STATE] = "stopped";
    }
  }
}
