package io.executions.hints;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HintTest {
  @Test
  void isReadAsItWasWritten() {
    assertThat(Hint.read(Hint.of(List.of("mail", "send-invoice", "mail")).text()).types())
        .isEqualTo(Set.of("mail", "send-invoice"));
    assertThat(Hint.read(Hint.ANY.text()).isForAll()).isTrue();
  }

  @Test
  void isForAllWhereItsTypesAreTooManyToBeNamed() {
    assertThat(Hint.of(types(99)).isForAll()).isFalse();
    assertThat(Hint.of(types(9)).types()).hasSize(9);
    assertThat(Hint.of(types(1000)).isForAll()).isTrue();
  }

  @Test
  void fitsIntoADatagramWhateverItsTypes() {
    for (int count = 0; count < 300; count++) {
      assertThat(Hint.of(types(count)).text().length()).isLessThan(Datagram.MOST_BYTES - 100);
    }
  }

  private static List<String> types(int count) {
    return IntStream.range(0, count).mapToObj("type%d"::formatted).toList();
  }

  @Test
  void readsWhateverSomebodySays() {
    assertThat(Hint.read("a,a").types()).containsExactly("a");
    assertThat(Hint.read(",").types()).containsExactly("");
    assertThat(Hint.read("no type, at all").isForAll()).isFalse();
  }
}
