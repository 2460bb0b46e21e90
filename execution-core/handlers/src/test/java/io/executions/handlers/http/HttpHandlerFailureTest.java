package io.executions.handlers.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.testing.LoopbackPort;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpHandlerFailureTest {
  private final HttpHandler handler = Handlers.allowing("127.0.0.1");

  @AfterEach
  void stop() {
    handler.close();
  }

  @Test
  void boundsTheHeadersOfAnAnswer() throws Exception {
    try (RawServer raw =
        RawServer.start(
            client -> {
              RawServer.send(client, "HTTP/1.1 200 OK\r\n");
              while (true) {
                RawServer.send(client, "X-A: " + "y".repeat(1000) + "\r\n");
              }
            })) {
      assertThatThrownBy(() -> Handlers.get(handler, raw.url()))
          .hasMessage(raw.authority() + " gave an answer whose head is too large, or no HTTP");
    }
  }

  @Test
  void saysSoWhenTheAnswerEndsTooEarly() throws Exception {
    try (RawServer raw =
        RawServer.start(
            client -> {
              RawServer.send(client, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
              client.shutdownOutput();
              RawServer.waitForEnd(client);
            })) {
      assertThatThrownBy(() -> Handlers.get(handler, raw.url()))
          .hasMessage(raw.authority() + " closed the connection in the middle of its answer");
    }
  }

  @Test
  void saysSoWhenThereIsNoAnswer() throws Exception {
    try (RawServer raw =
        RawServer.start(
            client -> {
              client.shutdownOutput();
              RawServer.waitForEnd(client);
            })) {
      assertThatThrownBy(() -> Handlers.get(handler, raw.url()))
          .hasMessage(raw.authority() + " closed the connection without an answer");
    }
  }

  @Test
  void saysSoWhenTheAnswerIsNoHttp() throws Exception {
    try (RawServer raw =
        RawServer.start(
            client -> {
              RawServer.send(client, "220 mail.example ESMTP\r\n".repeat(50));
              client.shutdownOutput();
              RawServer.waitForEnd(client);
            })) {
      assertThatThrownBy(() -> Handlers.get(handler, raw.url()))
          .hasMessage(raw.authority() + " gave an answer whose head is too large, or no HTTP");
    }
  }

  @Test
  void saysSoWhenTheBodyIsNotChunkedAsItSays() throws Exception {
    try (RawServer raw =
        RawServer.start(
            client -> {
              RawServer.send(client, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
              RawServer.waitForEnd(client);
            })) {
      assertThatThrownBy(() -> Handlers.get(handler, raw.url()))
          .hasMessage(raw.authority() + " gave no valid HTTP answer");
    }
  }

  @Test
  void saysSoWhenNobodyListens() throws IOException {
    int port = LoopbackPort.free();

    assertThatThrownBy(() -> Handlers.get(handler, "http://127.0.0.1:%d/".formatted(port)))
        .isInstanceOf(IOException.class)
        .hasMessage("Could not connect to 127.0.0.1:%d: connection refused".formatted(port));
  }
}
