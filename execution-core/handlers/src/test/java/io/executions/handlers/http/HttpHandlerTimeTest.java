package io.executions.handlers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpHandlerTimeTest {
  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";
  // far above the time-outs of the tests, far below what the servers would take
  private static final Duration SOON = Duration.ofSeconds(8);

  private final HttpHandler handler = Handlers.allowing("127.0.0.1");

  @AfterEach
  void stop() {
    handler.close();
  }

  @Test
  void boundsTheTimeUntilAnAnswerBegins() throws Exception {
    try (RawServer raw = RawServer.start(RawServer::waitForEnd)) {
      assertTimedOut(raw, 200);
    }
  }

  @Test
  void boundsTheTimeOfABodyThatDrips() throws Exception {
    try (RawServer raw =
        RawServer.start(
            client -> {
              RawServer.send(client, HEAD);
              drip(client, "x");
            })) {
      assertTimedOut(raw, 400);
      assertThat(raw.left().await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void boundsTheTimeOfHeadersThatDrip() throws Exception {
    try (RawServer raw =
        RawServer.start(
            client -> {
              RawServer.send(client, "HTTP/1.1 200 OK\r\nX: ");
              drip(client, "x");
            })) {
      assertTimedOut(raw, 400);
    }
  }

  @Test
  void boundsTheTimeOfSendingABodyThatNobodyReads() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (RawServer raw = RawServer.start(client -> end.await())) {
      String input =
          "{'url':'%s','method':'POST','timeoutMs':400,'body':'%s'}"
              .formatted(raw.url(), "x".repeat(14_000_000));
      assertTimedOut(() -> Handlers.call(handler, input), 400);
    } finally {
      end.countDown();
    }
  }

  @Test
  void boundsTheTimeOfAllRedirectsTogether() throws Exception {
    try (LocalServer server =
        LocalServer.start()
            .on(
                "/",
                exchange -> {
                  awaitMillis(150);
                  LocalServer.answer(exchange, 302, Map.of("Location", "/"), new byte[0]);
                })) {
      assertTimedOut(
          () -> Handlers.call(handler, "{'url':'%s','timeoutMs':400}".formatted(server.url("/"))),
          400);
    }
  }

  @Test
  void boundsTheTimeOfATlsHandshake() throws Exception {
    try (RawServer raw = RawServer.start(RawServer::waitForEnd)) {
      String input = "{'url':'%s','timeoutMs':300}".formatted(raw.url().replace("http:", "https:"));
      assertTimedOut(() -> Handlers.call(handler, input), 300);
    }
  }

  @Test
  void boundsTheTimeOfConnecting() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      List<Socket> waiting = fill(full);
      assertTimedOut(
          () ->
              Handlers.call(
                  handler,
                  "{'url':'http://127.0.0.1:%d/','timeoutMs':300}".formatted(full.getLocalPort())),
          300);
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void boundsTheTimeOfALookUpThatHangs() {
    CountDownLatch end = new CountDownLatch(1);
    HttpHandler hanging = Handlers.with("public", host -> hang(end));

    assertThatThrownBy(
            () -> Handlers.call(hanging, "{'url':'http://slow.example/','timeoutMs':200}"))
        .hasMessage("No answer from slow.example within 200 ms");
    end.countDown();
    hanging.close();
  }

  @Test
  void endsAtOnceWhenItIsCancelledWhileItReads() throws Exception {
    try (RawServer raw =
        RawServer.start(
            client -> {
              RawServer.send(client, HEAD);
              RawServer.waitForEnd(client);
            })) {
      assertCancelled(handler, raw.url(), raw.connected());
    }
  }

  @Test
  void endsAtOnceWhenItIsCancelledDuringALookUp() {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    HttpHandler hanging =
        Handlers.with(
            "public",
            host -> {
              begun.countDown();
              return hang(end);
            });

    assertCancelled(hanging, "http://slow.example/", begun);
    end.countDown();
    hanging.close();
  }

  @Test
  void doesNotBeginWhenItIsCancelledAlready() throws Exception {
    RunningAttempt attempt = new RunningAttempt();
    attempt.cancel();
    try (LocalServer server = LocalServer.start().on("/", 200, Map.of(), "")) {
      assertThatThrownBy(() -> Handlers.call(handler, "{'url':'" + server.url("/") + "'}", attempt))
          .hasMessage("The call to 127.0.0.1:%d was cancelled".formatted(server.port()));
      assertThat(server.received()).isEmpty();
    }
  }

  @Test
  void servesManyCallsAtOnce() throws Exception {
    CountDownLatch all = new CountDownLatch(64);
    try (LocalServer server =
        LocalServer.start()
            .on(
                "/",
                exchange -> {
                  all.countDown();
                  awaitLatch(all);
                  LocalServer.answer(exchange, 200, Map.of(), new byte[1]);
                })) {
      List<CompletableFuture<Integer>> calls = new ArrayList<>();
      for (int call = 0; call < 64; call++) {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        calls.add(status);
        new Thread(() -> complete(status, server.url("/"))).start();
      }
      for (CompletableFuture<Integer> call : calls) {
        assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo(200);
      }
    }
  }

  private void complete(CompletableFuture<Integer> status, String url) {
    try {
      status.complete(Handlers.get(handler, url).getInt("status"));
    } catch (Exception e) {
      status.completeExceptionally(e);
    }
  }

  private static void assertCancelled(HttpHandler handler, String url, CountDownLatch begun) {
    RunningAttempt attempt = new RunningAttempt();
    CompletableFuture<Void> cancelled =
        CompletableFuture.runAsync(
            () -> {
              awaitLatch(begun);
              attempt.cancel();
            });
    long startedAt = System.nanoTime();

    assertThatThrownBy(() -> Handlers.call(handler, "{'url':'" + url + "'}", attempt))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith(" was cancelled")
        .hasMessageNotContaining("token");

    assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(SOON);
    assertThat(cancelled).succeedsWithin(SOON);
  }

  private void assertTimedOut(RawServer raw, int millis) {
    assertTimedOut(
        () -> Handlers.call(handler, "{'url':'%s','timeoutMs':%d}".formatted(raw.url(), millis)),
        millis);
  }

  private static void assertTimedOut(ThrowingCallable call, int millis) {
    long startedAt = System.nanoTime();
    assertThatThrownBy(call)
        .isInstanceOf(IOException.class)
        .hasMessage("No answer from 127.0.0.1 within %d ms".formatted(millis));
    assertThat(Duration.ofNanos(System.nanoTime() - startedAt))
        .isBetween(Duration.ofMillis(millis - 10), SOON);
  }

  private static void drip(Socket client, String drop) throws IOException, InterruptedException {
    for (int count = 0; count < 2000; count++) {
      RawServer.send(client, drop);
      Thread.sleep(20);
    }
  }

  private static List<Socket> fill(ServerSocket full) throws IOException {
    List<Socket> waiting = new ArrayList<>();
    while (waiting.size() < 20) {
      Socket socket = new Socket();
      waiting.add(socket);
      try {
        socket.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()), 200);
      } catch (SocketTimeoutException e) {
        return waiting;
      }
    }
    throw new IllegalStateException("The queue of connections never got full");
  }

  private static InetAddress[] hang(CountDownLatch end) {
    // like a real look-up, which no interrupt ends
    while (end.getCount() > 0) {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.onSpinWait();
      }
    }
    return new InetAddress[] {InetAddress.getLoopbackAddress()};
  }

  private static void awaitMillis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("It never began");
      }
    } catch (InterruptedException e) {
      throw new CompletionException(e);
    }
  }
}
