package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.Test;

class ErrorTextTest {
  @Test
  void isOneLineWithoutControlCharacters() {
    assertThat(ErrorText.line(" \0a\r\n\tb\u0007\u001b[31mc\u0085d\u2028e\u2029f\u007f "))
        .isEqualTo("a b [31mc d e f");
  }

  @Test
  void keepsWordsOfAllLanguages() {
    assertThat(ErrorText.line("naïve 失敗 \ud83d\ude00")).isEqualTo("naïve 失敗 \ud83d\ude00");
  }

  @Test
  void isCutToAThousandAndNeverWithinACharacter() {
    assertThat(ErrorText.line("x".repeat(1001))).hasSize(1000);
    assertThat(ErrorText.line("x".repeat(999) + "\ud83d\ude00")).isEqualTo("x".repeat(999));
    assertThat(ErrorText.line("x".repeat(998) + "\ud83d\ude00")).hasSize(1000);
  }

  @Test
  void countsWhatIsLeftOfBreaks() {
    assertThat(ErrorText.line("\n".repeat(50_000) + "found")).isEqualTo("found");
  }

  @Test
  void namesAFailureWithoutWords() {
    assertThat(ErrorText.message(new IllegalStateException())).isEqualTo("IllegalStateException");
    assertThat(ErrorText.message(new IllegalStateException(" \0 ")))
        .isEqualTo("IllegalStateException");
    assertThat(ErrorText.message(new RuntimeException("") {}))
        .isEqualTo(ErrorTextTest.class.getName() + "$1");
  }

  @Test
  void tellsTheWordsOfACauseWhereTheFailureHasNone() {
    Exception cause = new IllegalStateException("disk full");
    assertThat(ErrorText.message(new InvocationTargetException(new Exception(null, cause))))
        .isEqualTo("InvocationTargetException: disk full");
    assertThat(ErrorText.message(new Exception("in words", cause))).isEqualTo("in words");
  }

  @Test
  void survivesAFailureThatFailsToTell() {
    RuntimeException failing =
        new RuntimeException() {
          private static final long serialVersionUID = 1L;

          @Override
          public String getMessage() {
            throw new UnsupportedOperationException();
          }
        };
    assertThat(ErrorText.message(failing)).contains("ErrorTextTest$2");
    assertThat(ErrorText.detail(failing)).contains("ErrorTextTest$2");
  }

  @Test
  void detailIsTheStackTraceWithItsCausesWithinABound() {
    Exception failure = new Exception("a\0b", new IllegalArgumentException("the cause"));
    assertThat(ErrorText.detail(failure))
        .startsWith("java.lang.Exception: ab")
        .contains("Caused by: java.lang.IllegalArgumentException: the cause")
        .contains("ErrorTextTest.java");
    assertThat(ErrorText.detail(new Exception("x".repeat(100_000)))).hasSize(16_384);
  }

  @Test
  void wordsAreThoseOfTheFailureAndItsCausesWithoutWhereInTheCodeTheyWereThrown() {
    Exception cause = new IllegalArgumentException("the\0 cause", new InterruptedException());
    assertThat(ErrorText.words(new Exception("ab", cause)))
        .isEqualTo(
            """
            ab
            Caused by: java.lang.IllegalArgumentException: the cause
            Caused by: java.lang.InterruptedException""");
  }
}
