package io.executions.handlers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpHandlerTlsTest {
  @TempDir private static Path directory;

  private static Certificate certificate;
  private static LocalServer server;
  private HttpHandler handler;

  @BeforeAll
  static void start() throws Exception {
    certificate = Certificate.create(directory);
    server = LocalServer.start(certificate.shown()).on("/ok", 200, Map.of(), "ok");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void close() {
    handler.close();
  }

  @Test
  void callsAServerWhoseCertificateIsTrustedAndForItsName() throws Exception {
    handler = trusting(certificate.trusted());

    assertThat(Handlers.get(handler, url("localhost", "/ok")).getString("body")).isEqualTo("ok");
  }

  @Test
  void refusesACertificateThatIsNotTrusted() {
    handler = trusting(SSLContexts.createDefault());

    assertThatThrownBy(() -> Handlers.get(handler, url("localhost", "/ok")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "TLS with localhost:%d failed: its certificate is not trusted ("
                .formatted(server.port()));
  }

  @Test
  void refusesACertificateForAnotherHost() throws Exception {
    handler = trusting(certificate.trusted());

    assertThatThrownBy(() -> Handlers.get(handler, url("127.0.0.1", "/ok")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("TLS with 127.0.0.1:%d failed: ".formatted(server.port()))
        .hasMessageContaining("127.0.0.1");
  }

  @Test
  void saysSoWhenTheServerSpeaksNoTls() throws Exception {
    handler = trusting(certificate.trusted());
    try (RawServer plain =
        RawServer.start(
            client -> {
              RawServer.send(client, "HTTP/1.1 400 Bad Request\r\n\r\n");
              RawServer.waitForEnd(client);
            })) {
      assertThatThrownBy(() -> Handlers.get(handler, plain.url().replace("http:", "https:")))
          .hasMessageStartingWith("TLS with %s failed: ".formatted(plain.authority()));
    }
  }

  @Test
  void followsNoRedirectFromHttpsToHttp() throws Exception {
    handler = trusting(certificate.trusted());
    try (LocalServer plain = LocalServer.start().on("/", 200, Map.of(), "")) {
      server.redirect("/down", 302, plain.url("/"));

      assertThatThrownBy(() -> Handlers.get(handler, url("localhost", "/down")))
          .hasMessage(
              "localhost:%d redirected from https to http, which is not followed"
                  .formatted(server.port()));
      assertThat(plain.received()).isEmpty();
    }
  }

  private static HttpHandler trusting(SSLContext tls) {
    return new HttpHandler(
        new HttpCalls(
            Handlers.rules("127.0.0.1"),
            8,
            host -> InetAddress.getAllByName("127.0.0.1"),
            () -> tls));
  }

  private static String url(String host, String path) {
    return "https://%s:%d%s".formatted(host, server.port(), path);
  }
}
