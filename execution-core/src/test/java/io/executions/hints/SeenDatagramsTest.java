package io.executions.hints;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenDatagramsTest {
  private final SeenDatagrams heard = new SeenDatagrams();

  @Test
  void eachIsNewOnce() {
    for (long number : new long[] {1, 2, 5, 3, 70, 69, 7, 71}) {
      assertThat(isNew(9, number)).as("%d", number).isTrue();
      assertThat(isNew(9, number)).as("%d again", number).isFalse();
    }
  }

  @Test
  void whatIsFarBehindIsNotNew() {
    assertThat(isNew(9, 100)).isTrue();
    assertThat(isNew(9, 36)).isFalse();
    assertThat(isNew(9, 37)).isTrue();
    assertThat(isNew(9, 1_000_000)).isTrue();
    assertThat(isNew(9, 99)).isFalse();
    assertThat(isNew(9, 999_999)).isTrue();
  }

  @Test
  void noNumberIsNotNew() {
    assertThat(isNew(9, 0)).isFalse();
    assertThat(isNew(9, -1)).isFalse();
    assertThat(isNew(9, Long.MIN_VALUE)).isFalse();
    assertThat(isNew(9, Long.MAX_VALUE)).isTrue();
    assertThat(isNew(9, Long.MAX_VALUE)).isFalse();
  }

  @Test
  void eachSenderCountsForItself() {
    assertThat(isNew(1, 5)).isTrue();
    assertThat(isNew(2, 5)).isTrue();
    assertThat(isNew(1, 5)).isFalse();
  }

  @Test
  void itsMemoryIsBounded() {
    for (long sender = 1; sender <= 10_000; sender++) {
      assertThat(isNew(sender, 1)).isTrue();
    }
    assertThat(isNew(10_000, 1)).isFalse();
  }

  private boolean isNew(long from, long number) {
    return heard.isNew(new Datagram(from, 1, number, Hint.ANY));
  }
}
