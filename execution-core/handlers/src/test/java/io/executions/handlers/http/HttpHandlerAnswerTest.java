package io.executions.handlers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.PermanentFailureException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpHandlerAnswerTest {
  private static final int MEBIBYTE = 1 << 20;

  private final HttpHandler handler = Handlers.allowing("127.0.0.0/8, ::1");
  private LocalServer server;

  @BeforeEach
  void start() throws IOException {
    server = LocalServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
    handler.close();
  }

  @Test
  void returnsStatusHeadersAndBody() throws Exception {
    server.on(
        "/a",
        exchange -> {
          exchange.getResponseHeaders().add("X-Many", "one");
          exchange.getResponseHeaders().add("X-Many", "two");
          LocalServer.answer(
              exchange,
              201,
              Map.of("Content-Type", "application/json"),
              "{\"ü\":1}".getBytes(StandardCharsets.UTF_8));
        });

    JsonObject output = Handlers.get(handler, server.url("/a?x=1"));

    assertThat(output.getInt("status")).isEqualTo(201);
    assertThat(output.getJsonObject("headers").getString("x-many")).isEqualTo("one, two");
    assertThat(output.getJsonObject("headers").getString("content-length")).isEqualTo("8");
    assertThat(output.getString("body")).isEqualTo("{\"ü\":1}");
    assertThat(output).containsOnlyKeys("status", "headers", "body");
    assertThat(server.received().get(0).path()).isEqualTo("/a?x=1");
  }

  @Test
  void sendsMethodHeadersAndBodyAsTheInputSays() throws Exception {
    server.on("/", 200, Map.of(), "ok");

    Handlers.call(
        handler,
        "{'url':'%s','method':'PATCH','headers':{'X-Y':'z'},'body':{'a':[1]}}"
            .formatted(server.url("/a//b")));

    LocalServer.Received received = server.received().get(0);
    assertThat(received.method()).isEqualTo("PATCH");
    assertThat(received.path()).isEqualTo("/a//b");
    assertThat(received.body()).isEqualTo("{\"a\":[1]}");
    assertThat(received.headers().get("Content-Type")).containsExactly("application/json");
    assertThat(received.headers().get("X-Y")).containsExactly("z");
    assertThat(received.headers().get("Host")).containsExactly("127.0.0.1:" + server.port());
    assertThat(received.headers().get("Connection")).containsExactly("close");
    assertThat(received.headers()).doesNotContainKeys("Upgrade", "Cookie", "Expect");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
  void knowsTheMethod(String method) throws Exception {
    server.on("/", 204, Map.of(), "");

    JsonObject output =
        Handlers.call(handler, "{'url':'%s','method':'%s'}".formatted(server.url("/"), method));

    assertThat(server.received().get(0).method()).isEqualTo(method);
    assertThat(output.getInt("status")).isEqualTo(204);
    assertThat(output.getString("body")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 503})
  void failsOnAnErrorStatus(int status) {
    server.on("/", status, Map.of("Content-Encoding", "br"), "x".repeat(2 * MEBIBYTE));

    assertThatThrownBy(() -> Handlers.get(handler, server.url("/?token=hidden")))
        .isInstanceOf(IOException.class)
        .hasMessage("HTTP %d from 127.0.0.1:%d".formatted(status, server.port()));
  }

  @Test
  void keepsTheAnswerOfACallThatFails() {
    server.on("/a", 503, Map.of("Retry-After", "7"), "x".repeat(65_536));
    server.on("/b", 500, Map.of(), "x".repeat(65_537));

    assertThatThrownBy(() -> Handlers.get(handler, server.url("/a")))
        .isInstanceOfSatisfying(
            HttpFailureException.class,
            failure -> {
              JsonObject answer = failure.output().orElseThrow().asJsonObject();
              assertThat(answer).containsOnlyKeys("status", "headers", "body");
              assertThat(answer.getInt("status")).isEqualTo(503);
              assertThat(answer.getJsonObject("headers").getString("retry-after")).isEqualTo("7");
              assertThat(answer.getString("body")).hasSize(65_536);
            });
    assertThatThrownBy(() -> Handlers.get(handler, server.url("/b")))
        .isInstanceOfSatisfying(
            HttpFailureException.class,
            failure -> {
              JsonObject answer = failure.output().orElseThrow().asJsonObject();
              assertThat(answer.getString("body")).hasSize(65_536);
              assertThat(answer.getBoolean("truncated")).isTrue();
            });
  }

  @Test
  void keepsABodyThatIsNoTextAsBase64() throws Exception {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', 0, (byte) 0xff};
    server.on("/a", exchange -> LocalServer.answer(exchange, 200, Map.of(), png));
    server.on(
        "/b",
        exchange ->
            LocalServer.answer(
                exchange, 200, Map.of("Content-Type", "text/plain; charset=utf-16be"), png));

    JsonObject output = Handlers.get(handler, server.url("/a"));
    assertThat(Base64.getDecoder().decode(output.getString("body"))).isEqualTo(png);
    assertThat(output.getBoolean("bodyBase64")).isTrue();
    assertThat(Handlers.get(handler, server.url("/b")).getString("body"))
        .isEqualTo("\u8950\u4e47\u00ff");
  }

  @Test
  void keepsNoCookies() throws Exception {
    server.on("/", 200, Map.of("Set-Cookie", "a=b"), "");

    Handlers.get(handler, server.url("/"));
    Handlers.get(handler, server.url("/"));

    assertThat(server.received()).hasSize(2);
    assertThat(server.received().get(1).headers()).doesNotContainKey("Cookie");
  }

  @Test
  void decodesTheBodyByItsCharset() throws Exception {
    byte[] latin1 = "ü".getBytes(StandardCharsets.ISO_8859_1);
    server.on(
        "/",
        exchange ->
            LocalServer.answer(
                exchange, 200, Map.of("Content-Type", "text/plain; charset=iso-8859-1"), latin1));

    assertThat(Handlers.get(handler, server.url("/")).getString("body")).isEqualTo("ü");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain; charset=nonsense", "nonsense;;;=", "text/plain"})
  void takesTheBodyForUtf8WhenNoCharsetIsKnown(String type) throws Exception {
    server.on("/", 200, Map.of("Content-Type", type), "ü");

    assertThat(Handlers.get(handler, server.url("/")).getString("body")).isEqualTo("ü");
  }

  @Test
  void takesAnAnswerOfExactlyOneMebibyte() throws Exception {
    server.on("/", 200, Map.of(), "x".repeat(MEBIBYTE));

    assertThat(Handlers.get(handler, server.url("/")).getString("body")).hasSize(MEBIBYTE);
  }

  @Test
  void failsForGoodOnALargerAnswerThatTellsItsLength() {
    server.on("/", 200, Map.of(), "x".repeat(MEBIBYTE + 1));

    assertTooLarge();
  }

  @Test
  void failsForGoodOnALargerAnswerThatDoesNotTellItsLength() {
    server.on(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          // without an end: only a bound while reading comes back
          while (true) {
            exchange.getResponseBody().write(new byte[8192]);
          }
        });

    assertTooLarge();
  }

  @Test
  void unpacksAGzipBody() throws Exception {
    byte[] packed = gzip("hello".getBytes(StandardCharsets.UTF_8));
    server.on(
        "/",
        exchange -> LocalServer.answer(exchange, 200, Map.of("Content-Encoding", "gzip"), packed));

    JsonObject output = Handlers.get(handler, server.url("/"));

    assertThat(output.getString("body")).isEqualTo("hello");
    assertThat(output.getJsonObject("headers"))
        .doesNotContainKeys("content-encoding", "content-length");
    assertThat(server.received().get(0).headers().get("Accept-Encoding")).containsExactly("gzip");
  }

  @Test
  void failsForGoodOnAGzipBomb() throws IOException {
    byte[] packed = gzip(new byte[64 * MEBIBYTE]);
    assertThat(packed.length).isLessThan(MEBIBYTE);
    server.on(
        "/",
        exchange -> LocalServer.answer(exchange, 200, Map.of("Content-Encoding", "gzip"), packed));

    assertTooLarge();
  }

  @Test
  void failsOnABrokenGzipBody() {
    server.on("/", 200, Map.of("Content-Encoding", "gzip"), "no gzip");

    assertThatThrownBy(() -> Handlers.get(handler, server.url("/")))
        .hasMessage("127.0.0.1:%d sent a broken gzip stream".formatted(server.port()));
  }

  @Test
  void callsAnIpv6Address() throws Exception {
    try (LocalServer ipv6 = LocalServer.startOn("::1").on("/", 404, Map.of(), "")) {
      assertThatThrownBy(() -> Handlers.get(handler, "http://[::1]:%d/".formatted(ipv6.port())))
          .hasMessage("HTTP 404 from [::1]:" + ipv6.port());
      assertThat(ipv6.received().get(0).headers().get("Host"))
          .containsExactly("[::1]:" + ipv6.port());
    }
  }

  @Test
  void refusesAnInputThatWasNotChecked() {
    assertThatThrownBy(() -> handler.handle(JsonValue.EMPTY_JSON_OBJECT, new RunningAttempt()))
        .isInstanceOf(PermanentFailureException.class)
        .hasMessage("/input/url is missing");
  }

  @Test
  void showsAnExampleThatItTakes() {
    assertThat(handler.type()).isEqualTo("http");
    assertThat(handler.exampleInput()).hasToString("{\"url\":\"https://example.org/\"}");
    assertThat(handler.check(handler.exampleInput())).isEmpty();
  }

  private void assertTooLarge() {
    assertThatThrownBy(() -> Handlers.get(handler, server.url("/?token=hidden")))
        .isInstanceOf(PermanentFailureException.class)
        .hasMessage("The answer of 127.0.0.1:%d is larger than 1 MiB".formatted(server.port()));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }
}
