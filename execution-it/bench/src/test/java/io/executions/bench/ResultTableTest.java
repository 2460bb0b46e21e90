package io.executions.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.bench.peer.Peer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTableTest {
  private static final Jvm JVM = new Jvm("64m");

  @Test
  void comparesWhatStandsSideBySideInTime() {
    Plan plan =
        new Plan(
            List.of(
                new ServiceContender("ours", Path.of("x.jar"), 64, Map.of(), JVM),
                new PeerContender(Peer.PLAIN_BATCHES, JVM)),
            List.of(Workload.THROUGHPUT),
            List.of(16),
            3,
            1,
            1,
            1);

    String table =
        new ResultTable(
                plan,
                List.of(
                    sample("ours", "limit 16", 1, 100),
                    sample("plain-batches", "", 1, 200),
                    // The machine was busy.
                    sample("ours", "limit 16", 2, 10),
                    sample("plain-batches", "", 2, 20),
                    sample("ours", "limit 16", 3, 60),
                    sample("plain-batches", "", 3, 200)))
            .markdown();

    assertThat(table.lines().toList())
        .element(2)
        .asString()
        .matches("\\| ours +\\| limit 16 +\\| 60.0 +\\| 10.0 - 100 +\\| 0.500 +\\| exactly .*");
  }

  @Test
  void takesTheMiddleOfAnEvenNumberOfFigures() {
    assertThat(Statistics.median(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(2.5);
    assertThat(Statistics.percentile(List.of(5.0, 1.0), 99)).isEqualTo(4.96);
  }

  @Test
  void windowsAgreeWithinATenth() {
    assertThat(Statistics.agree(90, 100)).isTrue();
    assertThat(Statistics.agree(100, 89)).isFalse();
  }

  private static Sample sample(String contender, String setting, int round, double rate) {
    return new Sample("throughput", contender, setting, round, Map.of(Window.RATE, rate));
  }
}
