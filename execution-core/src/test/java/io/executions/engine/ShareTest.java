package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.store.Want;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {
  private static final int PLENTY = 64;

  /** Node 1 runs {@code mine} and asks; nodes 2, 3, ... run what {@code others} says, and want. */
  @ParameterizedTest
  @CsvSource({
    // free, mine, others, dealt to node 1
    "16,  0, '',        16",
    "100, 0, '',        64",
    "16,  0, '0',       8",
    "16,  0, '0 0',     6",
    "1,   15, '0',      0",
    "8,   8, '0',       0",
    "9,   7, '0',       1",
    "1,   7, '8',       1",
    "1,   5, '5 6',     1",
    "2,   4, '5 4',     1",
    "0,   0, '0',       0",
    "2,   0, '0 0',     1",
    "1,   0, '0 0',     1",
    "512, 0, '512',     64",
  })
  void whoRunsTheFewestIsNext(int free, int mine, String others, int dealt) {
    List<Want> wants = new ArrayList<>();
    Arrays.stream(others.split(" "))
        .filter(running -> !running.isEmpty())
        .forEach(
            running -> wants.add(new Want(2 + wants.size(), Integer.parseInt(running), PLENTY, 0)));
    assertThat(Share.of(free, new Want(1, mine, PLENTY, 0), wants)).isEqualTo(dealt);
  }

  @Test
  void whoHasWantedLongerIsServedFirstAmongThoseWhoRunAsMany() {
    Want early = new Want(1, 0, PLENTY, 100);
    Want late = new Want(2, 0, PLENTY, 101);
    assertThat(Share.of(1, early, List.of(late))).isEqualTo(1);
    assertThat(Share.of(1, late, List.of(early))).isZero();
  }

  @Test
  void nothingIsKeptForOthersBeyondWhatTheyWant() {
    Want wantsOne = new Want(2, 0, 1, 0);
    Want wantsNone = new Want(3, 0, 0, 0);
    assertThat(Share.of(10, new Want(1, 5, PLENTY, 0), List.of(wantsOne, wantsNone))).isEqualTo(9);
  }

  @Test
  void allNodesTogetherAreDealtWhatIsFree() {
    List<Want> all =
        List.of(
            new Want(1, 3, 9, 7), new Want(2, 0, 2, 5), new Want(3, 1, 9, 5), new Want(4, 0, 9, 6));
    int sum = 0;
    for (Want mine : all) {
      sum += Share.of(13, mine, all.stream().filter(other -> other != mine).toList());
    }
    assertThat(sum).isEqualTo(13);
  }
}
