package io.executions.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "é", "߿", "ࠀ", "漢字", "\ud83d\ude00 and \ud83d\ude00"})
  void countsTheBytesThatUtf8Has(String text) {
    assertThat(Text.of(text).bytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void noTextIsNone() {
    assertThat(Text.of(null)).isNull();
  }

  @Test
  void withinAStatementSomeCharactersTakeTwo() {
    assertThat(Text.of("a\"b'c\\d\0é").quotedBytes()).isEqualTo(2 + 4 + 4 * 2 + 2);
  }
}
