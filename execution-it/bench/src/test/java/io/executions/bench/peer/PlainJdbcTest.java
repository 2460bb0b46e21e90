package io.executions.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.bench.subject.Subject;
import io.executions.bench.subject.Work;
import io.executions.testing.MariaDbServer;
import io.executions.testing.PostgreSqlServer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlainJdbcTest {
  private static final int JOBS = 1_000;

  static Stream<Peer> all() {
    return Stream.of(Peer.PLAIN_BATCHES, Peer.PLAIN_EACH, Peer.PLAIN_ONE);
  }

  @ParameterizedTest
  @MethodSource("all")
  void endsAllOnMariaDb(Peer peer) throws Exception {
    endsAll(peer, MariaDbServer.of("10.11.5").newDatabase());
  }

  @ParameterizedTest
  @MethodSource("all")
  void endsAllOnPostgreSql(Peer peer) throws Exception {
    endsAll(peer, PostgreSqlServer.shared().newDatabase());
  }

  private static void endsAll(Peer peer, String url) throws Exception {
    try (Subject plain = peer.open(url)) {
      plain.fill(Work.NOTHING, JOBS);
      assertThat(plain.open()).isEqualTo(JOBS);
      plain.go();
      await().until(() -> plain.open() == 0);
      plain.hold();
      plain.create(Work.NOTHING);
      assertThat(plain.open()).isEqualTo(1);
      plain.go();
      await().until(() -> plain.open() == 0);
      plain.hold();
    }
  }
}
