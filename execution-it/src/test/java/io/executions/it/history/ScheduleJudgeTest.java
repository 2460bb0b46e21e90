package io.executions.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.it.history.ScheduleJudge.Time;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleJudgeTest {
  private static final long STEP = 10;

  @Test
  void findsNothingWrongWithWhatIsRight() {
    assertThat(ScheduleJudge.all("s", STEP, times(10, 20, 30), 30)).isEmpty();
    assertThat(ScheduleJudge.all("s", STEP, times(10, 20, 30), 25)).isEmpty();
    assertThat(ScheduleJudge.latest("s", STEP, times(10, 20, 50), 2, 0)).isEmpty();
    assertThat(ScheduleJudge.latest("s", STEP, times(30, 40), 2, 0)).isEmpty();
  }

  @Test
  void findsATimeThatIsMissing() {
    assertThat(ScheduleJudge.all("s", STEP, times(10, 30), 30))
        .singleElement()
        .asString()
        .contains("2 times");
    assertThat(ScheduleJudge.all("s", STEP, times(10, 20), 30)).hasSize(1);
    assertThat(ScheduleJudge.latest("s", STEP, times(10, 50), 2, 0)).hasSize(1);
    assertThat(ScheduleJudge.all("s", STEP, List.of(), 30)).hasSize(1);
  }

  @Test
  void findsATimeThatWasCreatedForTwice() {
    assertThat(ScheduleJudge.all("s", STEP, times(10, 20, 20), 20))
        .anyMatch(why -> why.contains("twice"));
    assertThat(ScheduleJudge.latest("s", STEP, times(10, 10), 0, 0))
        .anyMatch(why -> why.contains("twice"));
  }

  @Test
  void findsATimeThatIsNone() {
    assertThat(ScheduleJudge.all("s", STEP, times(10, 25), 25))
        .anyMatch(why -> why.contains("no time"));
  }

  @Test
  void findsWhatWasCreatedBeforeItsTime() {
    assertThat(ScheduleJudge.latest("s", STEP, List.of(new Time(10, 9)), 0, 0))
        .anyMatch(why -> why.contains("before"));
  }

  private static List<Time> times(long... at) {
    return LongStream.of(at).mapToObj(time -> new Time(time, time)).toList();
  }
}
