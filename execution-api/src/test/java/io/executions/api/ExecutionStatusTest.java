package io.executions.api;

import static io.executions.api.ExecutionStatus.CANCELLED;
import static io.executions.api.ExecutionStatus.COMPLETED;
import static io.executions.api.ExecutionStatus.FAILED;
import static io.executions.api.ExecutionStatus.PENDING;
import static io.executions.api.ExecutionStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExecutionStatusTest {
  @Test
  void movesAreLegalAsTheLifeCycleIsDrawn() {
    assertThat(successors(PENDING)).containsExactlyInAnyOrder(RUNNING, CANCELLED, FAILED);
    assertThat(successors(RUNNING))
        .containsExactlyInAnyOrder(PENDING, COMPLETED, FAILED, CANCELLED);
    assertThat(successors(FAILED)).containsExactly(PENDING);
    assertThat(successors(CANCELLED)).containsExactly(PENDING);
    assertThat(successors(COMPLETED)).isEmpty();
  }

  @Test
  void onlyEndsAreFinal() {
    assertThat(EnumSet.allOf(ExecutionStatus.class).stream().filter(ExecutionStatus::isFinal))
        .containsExactlyInAnyOrder(COMPLETED, FAILED, CANCELLED);
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsLowerCaseNameOnly(ExecutionStatus status) {
    assertThat(status.jsonName()).isLowerCase();
    assertThat(ExecutionStatus.fromJsonName(status.jsonName())).contains(status);
    assertThat(ExecutionStatus.fromJsonName(status.name())).isEmpty();
  }

  private static Set<ExecutionStatus> successors(ExecutionStatus status) {
    return EnumSet.allOf(ExecutionStatus.class).stream()
        .filter(status::canBecome)
        .collect(Collectors.toSet());
  }
}
