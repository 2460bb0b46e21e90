package io.executions.handlers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.PermanentFailureException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpHandlerKeptConnectionTest {
  /** From which port each request came: the same one is the same connection. */
  private final List<Integer> ports = new CopyOnWriteArrayList<>();

  private String address = "127.0.0.1";
  private LocalServer server;
  private HttpHandler handler;

  @BeforeEach
  void start() throws IOException {
    server =
        LocalServer.start()
            .on(
                "/",
                exchange -> {
                  ports.add(exchange.getRemoteAddress().getPort());
                  LocalServer.answer(exchange, 200, Map.of(), "reached".getBytes());
                });
    handler = Handlers.with("127.0.0.0/30", host -> InetAddress.getAllByName(address));
  }

  @AfterEach
  void stop() {
    handler.close();
    server.close();
  }

  @Test
  void isUsedAgain() throws Exception {
    get("a.example");
    get("a.example");
    assertThat(ports.get(1)).isEqualTo(ports.get(0));
  }

  @Test
  void isNotUsedForAnotherHostOfTheSameAddress() throws Exception {
    get("a.example");
    get("b.example");
    assertThat(ports.get(1)).isNotEqualTo(ports.get(0));
  }

  @Test
  void isNotUsedWhenTheHostIsNowElsewhere() throws Exception {
    get("a.example");
    address = "127.0.0.2"; // where nobody listens
    assertThatThrownBy(() -> get("a.example")).hasMessageStartingWith("Could not connect to ");
    assertThat(ports).hasSize(1);
  }

  @Test
  void isNotUsedWhenTheHostMayNoLongerBeCalled() throws Exception {
    get("a.example");
    address = "127.0.0.200";
    assertThatThrownBy(() -> get("a.example")).isInstanceOf(PermanentFailureException.class);
    assertThat(ports).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'method':'POST'",
        "'method':'DELETE'",
        "'headers':{'authorization':'Negotiate abc'}",
        "'headers':{'Authorization':'NTLM abc'}"
      })
  void isNotSharedByWhatMustNotBeRepeatedOrProvesWhoCalls(String member) throws Exception {
    get("a.example");
    Handlers.call(handler, "{'url':'%s',%s}".formatted(url("a.example"), member));
    get("a.example");
    assertThat(ports.get(1)).isNotEqualTo(ports.get(0));
    assertThat(ports.get(2)).isEqualTo(ports.get(0));
  }

  @Test
  void isNotKeptWhenAnAnswerFails() throws Exception {
    server.on("/busy", 503, Map.of(), "later");
    get("a.example");
    assertThatThrownBy(() -> Handlers.get(handler, url("a.example") + "busy"));
    get("a.example");
    assertThat(ports.get(1)).isNotEqualTo(ports.get(0));
  }

  @Test
  void isReplacedWhenTheOtherSideHasClosedIt() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      Thread closing = new Thread(() -> answerOnceForEachConnection(listener));
      closing.start();
      String url = "http://a.example:%d/".formatted(listener.getLocalPort());
      assertThat(Handlers.get(handler, url).getString("body")).isEqualTo("1");
      assertThat(Handlers.get(handler, url).getString("body")).isEqualTo("2");
      closing.join();
    }
  }

  private static void answerOnceForEachConnection(ServerSocket listener) {
    for (int connection = 1; connection <= 2; connection++) {
      try (Socket client = listener.accept()) {
        String head = "";
        while (!head.endsWith("\r\n\r\n")) {
          head += (char) client.getInputStream().read();
        }
        RawServer.send(client, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + connection);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void get(String host) throws Exception {
    assertThat(Handlers.get(handler, url(host)).getString("body")).isEqualTo("reached");
  }

  private String url(String host) {
    return "http://%s:%d/".formatted(host, server.port());
  }
}
