package io.executions.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExecutionSelectionTest {
  private static final ExecutionFilter HTTP = ExecutionFilter.all().withType("http");
  private static final TimeRange SINCE_1970 = TimeRange.from(Instant.EPOCH);

  @Test
  void isEitherAFilterOrSomeIds() {
    assertThat(faults(BulkVerb.RETRY, HTTP)).isEmpty();
    assertThat(faults(ExecutionSelection.of(List.of(1L, (1L << 53) - 1)))).isEmpty();
    assertThat(faults(ExecutionSelection.of(List.of()))).containsExactly("");
    assertThat(faults(new ExecutionSelection(Optional.of(HTTP), List.of(1L)))).containsExactly("");
    assertThat(faults(BulkVerb.RETRY, ExecutionFilter.all())).containsExactly("/filter");
  }

  @Test
  void hasAtMostTenThousandIdsThatCanBeSome() {
    assertThat(faults(ExecutionSelection.of(Collections.nCopies(10_000, 1L)))).isEmpty();
    assertThat(faults(ExecutionSelection.of(Collections.nCopies(10_001, 1L))))
        .containsExactly("/ids");
    assertThat(faults(ExecutionSelection.of(List.of(0L, 1L, 1L << 53))))
        .containsExactly("/ids/0", "/ids/2");
  }

  @Test
  void itsFilterGoesWithWhatIsToBeDone() {
    assertThat(faults(BulkVerb.CANCEL, HTTP.withStatuses(ExecutionStatus.FAILED)))
        .containsExactly("/filter/status");
    assertThat(
            faults(
                BulkVerb.CANCEL,
                HTTP.withStatuses(ExecutionStatus.FAILED, ExecutionStatus.PENDING)))
        .isEmpty();
    assertThat(faults(BulkVerb.RETRY, HTTP.withStatuses(ExecutionStatus.COMPLETED)))
        .containsExactly("/filter/status");
    assertThat(faults(BulkVerb.CANCEL, HTTP.withFinished(SINCE_1970)))
        .containsExactly("/filter/finishedAfter");
    assertThat(faults(BulkVerb.DELETE, HTTP.withFinished(SINCE_1970))).isEmpty();
    assertThat(faults(BulkVerb.DELETE, HTTP.withOverdue())).containsExactly("/filter/overdue");
    assertThat(faults(BulkVerb.CANCEL, HTTP.withOverdue())).isEmpty();
    assertThat(faults(BulkVerb.CANCEL, HTTP.withOverdue().withStatuses(ExecutionStatus.PENDING)))
        .containsExactly("/filter/status");
  }

  @Test
  void allThatIsWrongIsNamed() {
    ExecutionFilter wrong =
        ExecutionFilter.all()
            .withType("No Type")
            .withErrorPrefix("")
            .withOverdue()
            .withStatuses(ExecutionStatus.RUNNING);

    assertThat(faults(BulkVerb.RETRY, wrong))
        .containsExactly(
            "/filter/type", "/filter/errorPrefix", "/filter/overdue", "/filter/status");
  }

  private static List<String> faults(ExecutionSelection selection) {
    return selection.faults(BulkVerb.RETRY).stream().map(Fault::pointer).toList();
  }

  private static List<String> faults(BulkVerb verb, ExecutionFilter filter) {
    return ExecutionSelection.of(filter).faults(verb).stream().map(Fault::pointer).toList();
  }
}
