package io.executions.it.rest;

import static io.executions.it.rest.RawConnection.head;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What slow clients and many of them cost the others. */
interface SlowClientContract extends ServiceContract {
  int MANY = 210;
  int DOCUMENTS = 150;
  Duration QUICK = Duration.ofSeconds(5);
  int LEFT = 32 << 10;
  Duration SOON = Duration.ofSeconds(20);

  @Test
  default void answersOthersWhileManySendAndReadSlowlyAndEndsThem() throws Exception {
    String creation =
        head(
            "POST /api/executions HTTP/1.1",
            "Content-Type: application/json",
            "Content-Length: 90");
    String document = head("GET /api/openapi.yaml HTTP/1.1");
    List<RawConnection> senders = new ArrayList<>();
    List<RawConnection> readers = new ArrayList<>();
    List<RawConnection> silent = new ArrayList<>();
    try {
      silent.add(RawConnection.to(service().application(), 4096).send(document.repeat(DOCUMENTS)));
      silent.add(RawConnection.to(service().application(), 4096).send(document));
      assertAnswersQuickly();
      for (int count = 0; count < MANY; count++) {
        senders.add(RawConnection.to(service().application()).send(creation + "{"));
        readers.add(
            RawConnection.to(service().application(), 4096).send(document.repeat(DOCUMENTS)));
      }
      readers.add(RawConnection.to(service().application(), 4096).send(document));
      for (int round = 0; round < 10; round++) {
        for (RawConnection sender : senders) {
          sender.send(" ");
        }
        assertAnswersQuickly();
      }
      assertThat(senders.get(0).readToEnd()).startsWith("HTTP/1.1 408 ");
      assertThat(senders.get(MANY - 1).readToEnd()).startsWith("HTTP/1.1 408 ");
      Awaitility.await("the end of those who read nothing")
          .atMost(SOON)
          .until(() -> readers.stream().allMatch(RawConnection::hasEnded));
      for (RawConnection connection : silent) {
        assertThat(connection.readWhatIsLeft())
            .as("bytes that were not thrown away with the connection")
            .isLessThan(LEFT);
      }
    } finally {
      for (RawConnection connection : senders) {
        connection.close();
      }
      for (RawConnection connection : readers) {
        connection.close();
      }
      for (RawConnection connection : silent) {
        connection.close();
      }
    }
  }

  @Test
  default void tellsItsHealthQuicklyUnderALoadOfLists() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(MANY);
    try {
      List<Future<String>> lists = new ArrayList<>();
      for (int count = 0; count < MANY; count++) {
        lists.add(threads.submit(this::list));
      }
      assertHealthIsQuick();
      for (Future<String> list : lists) {
        assertThat(list.get()).startsWith("HTTP/1.1 200 ");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private String list() throws IOException {
    try (RawConnection connection = RawConnection.to(service().application())) {
      return connection
          .send(head("GET /api/executions?limit=500 HTTP/1.1", "Connection: close"))
          .readToEnd();
    }
  }

  private void assertAnswersQuickly() throws IOException {
    assertHealthIsQuick();
    long from = System.nanoTime();
    assertThat(service().viewer().get("/stats").status()).isEqualTo(200);
    assertQuick(from);
  }

  private void assertHealthIsQuick() {
    for (String path : List.of("/health/live", "/health/ready")) {
      long from = System.nanoTime();
      assertThat(service().anonymous().get(path).status()).isEqualTo(200);
      assertQuick(from);
    }
  }

  private static void assertQuick(long from) {
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(QUICK);
  }
}
