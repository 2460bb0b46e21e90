package io.executions.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private final Faults faults = new Faults();

  @Test
  void stopsAtItsBoundInNumberAndInSize() {
    faults.addAll(Collections.nCopies(10_000_000, new Fault("/a", "is wrong")));
    assertThat(faults.all()).hasSize(Faults.MOST);
    assertThat(faults.isFull()).isTrue();

    Faults large = new Faults();
    large.addAll(Collections.nCopies(Faults.MOST, new Fault("/a", "x".repeat(1_000_000))));
    assertThat(large.isFull()).isTrue();
    int size = large.all().stream().mapToInt(fault -> fault.detail().length()).sum();
    assertThat(size).isLessThan(300_000);
  }

  @Test
  void namesByItsParentWhatHasAVeryLongName() {
    faults.add("/input/" + "n".repeat(1_000_000), "is not known");
    assertThat(faults.all())
        .containsExactly(
            new Fault(
                "/input", "holds something with a very long name or place, which is not known"));
  }

  @Test
  void coversWhatWasNamedAndWhatLiesInIt() {
    faults.add("/a/b", "is wrong");
    assertThat(faults.cover("/a/b")).isTrue();
    assertThat(faults.cover("/a/b/c")).isTrue();
    assertThat(faults.cover("/a/bc")).isFalse();
    assertThat(faults.cover("/a")).isFalse();
  }

  @Test
  void refusesOnlyWhereThereAreAny() {
    assertThatCode(faults::refuse).doesNotThrowAnyException();
    faults.add("/a", "is wrong");
    assertThatThrownBy(faults::refuse)
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("/a is wrong");
  }
}
