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
import org.junit.jupiter.api.Test;

/** What slow clients and many of them cost the others. */
interface SlowClientContract extends ServiceContract {
  int MANY = 210;
  int DOCUMENTS = 150;
  Duration QUICK = Duration.ofSeconds(5);

  @Test
  default void answersOthersWhileManySendAndReadSlowlyAndEndsSlowBodies() throws Exception {
    String creation =
        head(
            "POST /api/executions HTTP/1.1",
            "Content-Type: application/json",
            "Content-Length: 90");
    String documents = head("GET /api/openapi.yaml HTTP/1.1").repeat(DOCUMENTS);
    List<RawConnection> senders = new ArrayList<>();
    List<RawConnection> readers = new ArrayList<>();
    try {
      for (int count = 0; count < MANY; count++) {
        senders.add(RawConnection.to(service().application()).send(creation + "{"));
        readers.add(RawConnection.to(service().application(), 4096).send(documents));
      }
      for (int round = 0; round < 10; round++) {
        for (RawConnection sender : senders) {
          sender.send(" ");
        }
        assertAnswersQuickly();
      }
      assertThat(senders.get(0).readToEnd()).startsWith("HTTP/1.1 408 ");
      assertThat(senders.get(MANY - 1).readToEnd()).startsWith("HTTP/1.1 408 ");
    } finally {
      for (RawConnection connection : senders) {
        connection.close();
      }
      for (RawConnection connection : readers) {
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
