package io.executions.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerHeaderTest {
  @ParameterizedTest
  @ValueSource(strings = {"Bearer a-Z.0_9~+/==", "bearer a-Z.0_9~+/==", "BEARER   a-Z.0_9~+/=="})
  void readsTheTokenWhateverTheCaseOfTheScheme(String field) {
    assertThat(BearerHeader.token(List.of(field))).contains("a-Z.0_9~+/==");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer\tabc",
        "Bearerabc",
        " Bearer abc",
        "Bearer abc ",
        "Bearer abc def",
        "Bearer abc,Bearer abc",
        "Bearer =abc",
        "Bearer ab=c",
        "Bearer ab\u00e9",
        "Bearer abc\n",
        "Basic abc",
        "abc"
      })
  void refusesWhatIsNotOneToken(String field) {
    assertThat(BearerHeader.token(List.of(field))).isEmpty();
  }

  @Test
  void refusesSeveralHeaders() {
    assertThat(BearerHeader.token(List.of("Bearer abc", "Bearer abc"))).isEmpty();
  }

  @Test
  void refusesAHeaderThatIsTooLong() {
    String longest = "Bearer " + "a".repeat(BearerHeader.MAX_LENGTH - 7);
    assertThat(BearerHeader.token(List.of(longest))).isPresent();
    assertThat(BearerHeader.token(List.of(longest + "a"))).isEmpty();
  }
}
