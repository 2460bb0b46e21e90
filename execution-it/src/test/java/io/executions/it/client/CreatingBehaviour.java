package io.executions.it.client;

import static io.executions.api.ExecutionStatus.CANCELLED;
import static io.executions.api.ExecutionStatus.COMPLETED;
import static io.executions.api.ExecutionStatus.FAILED;
import static io.executions.api.ExecutionStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Execution;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionPage;
import io.executions.api.ExecutionQuery;
import io.executions.api.ExecutionSort;
import io.executions.api.ExecutionView;
import io.executions.api.NewExecution;
import io.executions.api.OnDuplicate;
import io.executions.api.Unique;
import io.executions.api.client.CreatedExecution;
import io.executions.api.client.CreatedExecutions;
import io.executions.api.client.ListQuery;
import io.executions.api.client.NewExecutions;
import io.executions.api.client.ProblemException;
import io.executions.api.client.Statuses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Creates executions and reads them back. */
class CreatingBehaviour extends ClientBehaviour {
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  @Test
  void createsAnExecutionAndWaitsForItsEnd() {
    NewExecution asked =
        command("greet", "wörld").withPriority(7).withMaxAttempts(3).withTimeout(A_MINUTE);

    CreatedExecution created = client.createExecution(asked, null, LONG);

    Execution execution = created.execution().orElseThrow();
    assertThat(created.replayed()).isFalse();
    assertThat(execution.id()).isEqualTo(created.id()).isPositive();
    assertThat(execution.status()).isEqualTo(COMPLETED);
    assertThat(execution.type()).isEqualTo("command");
    assertThat(execution.input()).isEqualTo(input("greet", "wörld"));
    assertThat(execution.output().orElseThrow().asJsonObject().getString("stdout"))
        .isEqualTo("Hello, wörld! This is attempt 1 of execution %d.\n".formatted(created.id()));
    assertThat(execution.priority()).isEqualTo(7);
    assertThat(execution.attempt()).isEqualTo(1);
    assertThat(execution.maxAttempts()).isEqualTo(3);
    assertThat(execution.timeout()).contains(A_MINUTE);
    assertThat(execution.node()).isPresent();
    assertThat(execution.errorMessage()).isEmpty();
    assertThat(execution.startedAt().orElseThrow()).isAfterOrEqualTo(execution.createdAt());
    assertThat(execution.finishedAt().orElseThrow())
        .isAfterOrEqualTo(execution.startedAt().orElseThrow());
    assertThat(client.getExecution(created.id())).isEqualTo(execution);
  }

  @Test
  void createsWithDefaultsAndAnswersAtOnce() {
    CreatedExecution created = client.createExecution(command("greet").withRunAt(FAR));

    Execution execution = created.execution().orElseThrow();
    assertThat(execution.status()).isEqualTo(PENDING);
    assertThat(execution.runAt()).isEqualTo(FAR);
    assertThat(execution.priority()).isZero();
    assertThat(execution.maxAttempts()).isEqualTo(1);
    assertThat(execution.timeout()).isEmpty();
    assertThat(execution.output()).isEmpty();
    assertThat(execution.startedAt()).isEmpty();
  }

  @Test
  void createsOnceUnderAnIdempotencyKey() {
    String key = UUID.randomUUID().toString();
    NewExecution asked = command("greet").withRunAt(FAR);

    CreatedExecution first = client.createExecution(asked, key, null);
    CreatedExecution repeat = client.createExecution(asked, key, null);

    assertThat(first.replayed()).isFalse();
    assertThat(repeat.replayed()).isTrue();
    assertThat(repeat.id()).isEqualTo(first.id());
    ProblemException other =
        problem(() -> client.createExecution(asked.withPriority(1), key, null));
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.problem().type()).endsWith("idempotency-key-reused");
  }

  @Test
  void createsABatchInItsOrderAndOnce() {
    String key = UUID.randomUUID().toString();
    NewExecutions asked =
        new NewExecutions(
            IntStream.range(0, 5)
                .mapToObj(priority -> command("greet").withRunAt(FAR).withPriority(priority))
                .toList());

    CreatedExecutions created = client.createExecutions(asked, key);

    assertThat(created.replayed()).isFalse();
    assertThat(created.ids().stream().map(id -> client.getExecution(id).priority()))
        .containsExactly(0, 1, 2, 3, 4);
    assertThat(client.createExecutions(asked, key))
        .isEqualTo(new CreatedExecutions(created.ids(), true, List.of()));
    assertThat(client.createExecutions(asked).ids()).doesNotContainAnyElementsOf(created.ids());
  }

  @Test
  void findsTheExecutionThatHasTheUniqueKey() {
    Unique unique = Unique.whileUnfinished(UUID.randomUUID().toString());
    NewExecution asked = command("greet").withRunAt(FAR).withUnique(unique);

    CreatedExecution first = client.createExecution(asked);
    CreatedExecution second = client.createExecution(asked.withPriority(1));
    CreatedExecution third =
        client.createExecution(
            asked.withPriority(2).withUnique(unique.orElse(OnDuplicate.REPLACE)));
    CreatedExecutions batch =
        client.createExecutions(NewExecutions.of(command("greet").withRunAt(FAR), asked));

    assertThat(first.existing()).isFalse();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.existing()).isTrue();
    assertThat(second.execution().orElseThrow().priority()).isZero();
    assertThat(third.id()).isEqualTo(first.id());
    assertThat(third.replaced()).isTrue();
    assertThat(third.execution().orElseThrow().priority()).isEqualTo(2);
    assertThat(batch.existing()).containsExactly(1);
    assertThat(batch.ids().get(1)).isEqualTo(first.id());
    ProblemException refused =
        problem(() -> client.createExecution(asked.withUnique(unique.orElse(OnDuplicate.REJECT))));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem().existingId()).contains(first.id());
  }

  @Test
  void listsPageByPage() {
    List<Long> ids =
        client
            .createExecutions(
                NewExecutions.of(command("greet"), command("greet"), command("greet")))
            .ids();
    ids.forEach(id -> once(id, COMPLETED));

    List<Long> listed = new ArrayList<>();
    String cursor = null;
    do {
      ExecutionPage page = client.getExecutions(Statuses.of(COMPLETED), "command", 2, cursor);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
      page.items().forEach(execution -> listed.add(execution.id()));
      cursor = page.nextCursor().orElse(null);
    } while (cursor != null);

    assertThat(listed).doesNotHaveDuplicates().containsAll(ids);
    assertThat(client.getExecutions().items()).isNotEmpty();
    assertThat(client.getExecutions(Statuses.of(FAILED, CANCELLED), null, null, null).items())
        .allMatch(execution -> execution.status() != COMPLETED);
  }

  @Test
  void listsTheLatestEndsForthAndBack() {
    client
        .createExecutions(NewExecutions.of(command("greet"), command("greet")))
        .ids()
        .forEach(id -> once(id, COMPLETED));
    ExecutionQuery latest =
        ExecutionQuery.of(ExecutionFilter.all().withStatuses(COMPLETED).withType("command"))
            .withSort(ExecutionSort.FINISHED)
            .withView(ExecutionView.SUMMARY)
            .withLimit(1);
    ExecutionPage first = client.getExecutions(ListQuery.of(latest));
    assertThat(first.items()).hasSize(1).allMatch(one -> one.input() == null);
    ExecutionPage second =
        client.getExecutions(ListQuery.of(latest.at(first.nextCursor().orElseThrow())));
    assertThat(second.items()).hasSize(1);
    assertThat(
            client
                .getExecutions(ListQuery.of(latest.at(second.previousCursor().orElseThrow())))
                .items())
        .isEqualTo(first.items());
  }
}
