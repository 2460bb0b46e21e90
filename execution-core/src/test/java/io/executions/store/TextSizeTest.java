package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextSizeTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "é", "߿", "ࠀ", "漢字", "\ud83d\ude00 and \ud83d\ude00"})
  void countsTheBytesThatUtf8Has(String text) {
    assertThat(TextSize.bytes(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void noTextHasNoBytes() {
    assertThat(TextSize.bytes(null)).isZero();
    assertThat(TextSize.quoted(null)).isZero();
  }

  @Test
  void withinAStatementSomeCharactersTakeTwo() {
    assertThat(TextSize.quoted("a\"b'c\\d\0é")).isEqualTo(2 + 4 + 4 * 2 + 2);
  }
}
