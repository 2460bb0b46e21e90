package io.executions.engine;

import static io.executions.engine.LifeStage.DEAD;
import static io.executions.engine.LifeStage.DRAINING;
import static io.executions.engine.LifeStage.JOINING;
import static io.executions.engine.LifeStage.POLLING;
import static io.executions.engine.LifeStage.REJOINING;
import static io.executions.engine.LifeStage.STOPPED;
import static io.executions.engine.LifeStage.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LifeStageTest {
  private static final Map<LifeStage, Set<LifeStage>> LEGAL =
      Map.of(
          JOINING, EnumSet.of(POLLING, DRAINING, STOPPED),
          POLLING, EnumSet.of(DRAINING, STOPPING, DEAD, REJOINING),
          DRAINING, EnumSet.of(POLLING, STOPPING, DEAD, REJOINING),
          STOPPING, EnumSet.of(STOPPED),
          DEAD, EnumSet.of(REJOINING, STOPPED),
          REJOINING, EnumSet.of(POLLING, DRAINING, STOPPED),
          STOPPED, EnumSet.noneOf(LifeStage.class));

  private static final Map<LifeStage, List<LifeStage>> WAYS =
      Map.of(
          JOINING, List.of(),
          POLLING, List.of(POLLING),
          DRAINING, List.of(DRAINING),
          STOPPING, List.of(POLLING, STOPPING),
          DEAD, List.of(POLLING, DEAD),
          REJOINING, List.of(POLLING, DEAD, REJOINING),
          STOPPED, List.of(STOPPED));

  private final NodeStages life = new NodeStages();

  @ParameterizedTest
  @EnumSource
  void onlyTheMovesAreLegalThatAreDrawn(LifeStage stage) {
    assertThat(
            EnumSet.allOf(LifeStage.class).stream()
                .filter(stage::canBecome)
                .collect(Collectors.toSet()))
        .isEqualTo(LEGAL.get(stage));
    for (LifeStage next : LifeStage.values()) {
      NodeStages other = at(stage);
      if (LEGAL.get(stage).contains(next)) {
        other.become(next);
        assertThat(other.stage()).isEqualTo(next);
      } else {
        assertThatThrownBy(() -> other.become(next)).isInstanceOf(IllegalStateException.class);
        assertThat(other.stage()).isEqualTo(stage);
      }
    }
  }

  @Test
  void aNodeHasItsPlaceFromJoiningUntilItLeavesOrIsDead() {
    assertThat(EnumSet.allOf(LifeStage.class).stream().filter(LifeStage::isMember))
        .containsExactly(POLLING, DRAINING, STOPPING);
    assertThat(EnumSet.allOf(LifeStage.class).stream().filter(LifeStage::drains))
        .containsExactly(DRAINING, STOPPING);
  }

  @ParameterizedTest
  @EnumSource
  void aStopEndsEveryLifeAndMayComeTwice(LifeStage stage) {
    NodeStages one = at(stage);
    one.stops();
    one.stops();
    assertThat(one.stage()).isEqualTo(stage.isMember() ? STOPPING : STOPPED);
    assertThat(one.told(false)).isFalse();
    one.left();
    assertThat(one.stage()).isEqualTo(STOPPED);
    assertThat(one.joined(false)).isFalse();
    assertThat(one.declaredDead()).isFalse();
    assertThat(one.allReturned()).isFalse();
  }

  @Test
  void aNodeThatIsDeclaredDeadWhileItStopsTakesNoOtherPlace() {
    life.joined(true);
    life.stops();
    assertThat(life.declaredDead()).isTrue();
    assertThat(life.stage()).isEqualTo(STOPPED);
    assertThat(life.declaredDead()).isFalse();
  }

  @Test
  void aNodeDrainsAndGoesOnAsItIsTold() {
    life.joined(false);
    assertThat(life.told(false)).isFalse();
    assertThat(life.told(true)).isTrue();
    assertThat(life.stage()).isEqualTo(DRAINING);
    assertThat(life.told(false)).isTrue();
    assertThat(life.stage()).isEqualTo(POLLING);
  }

  private static NodeStages at(LifeStage stage) {
    NodeStages life = new NodeStages();
    WAYS.get(stage).forEach(life::become);
    return life;
  }
}
