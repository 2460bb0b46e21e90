package io.executions.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.executions.listener.RequestRules.Body;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadTest {
  private static final String PROPER = "GET /api/stats?a=%zz HTTP/1.1\r\nHost: localhost:80\r\n";

  @Test
  void takesAProperHeadApart() {
    RequestHead head = RequestHead.read(bytes(PROPER + "X-A: \t b c \r\n\r\n"));
    assertThat(head.method()).isEqualTo("GET");
    assertThat(head.target().path()).isEqualTo("/api/stats");
    assertThat(head.values("x-a")).containsExactly("b c");
  }

  @Test
  void knowsWhereAHeadEnds() {
    byte[] head = bytes(PROPER + "\r\n");
    byte[] more = bytes(PROPER + "\r\n{}");
    assertThat(HeadEnd.find(index -> more[index], more.length)).isEqualTo(head.length);
    for (int length = 0; length < head.length; length++) {
      assertThat(HeadEnd.find(index -> more[index], length)).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "NONSENSE",
        "GET /",
        "GET  / HTTP/1.1",
        "GET / HTTP/1.1 ",
        " GET / HTTP/1.1",
        "GET\t/ HTTP/1.1",
        "G(T / HTTP/1.1",
        "GET / http/1.1",
        "GET / HTTP/1.10",
        "GET stats HTTP/1.1",
        "GET * HTTP/1.1",
        "GET http://[ HTTP/1.1",
        "GET http:///a HTTP/1.1",
        "GET /% HTTP/1.1",
        "GET /%zz HTTP/1.1",
        "GET /%2 HTTP/1.1",
        "GET /%u0041 HTTP/1.1",
        "GET /a%2fb HTTP/1.1",
        "GET /a%2Fb HTTP/1.1",
        "GET /a%5cb HTTP/1.1",
        "GET /a%00b HTTP/1.1",
        "GET /a%0ab HTTP/1.1",
        "GET /%c0%af HTTP/1.1",
        "GET /%ff HTTP/1.1",
        "GET /a\\b HTTP/1.1",
        "GET /a#b HTTP/1.1",
        "GET /a/../../b HTTP/1.1",
        "GET /a/. HTTP/1.1",
        "GET /a/%2e?b HTTP/1.1",
        "GET /a/b/.. HTTP/1.1",
        "GET /. HTTP/1.1",
        "GET /%2e%2e/b HTTP/1.1"
      })
  void refusesABrokenRequestLine(String line) {
    assertThat(refusalOf(line + "\r\nHost: a\r\n\r\n")).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-A : b\r\n",
        "No colon\r\n",
        ": b\r\n",
        "X(A: b\r\n",
        "X-A: b\r\n folded\r\n",
        "X-A: b\nX-B: c\r\n",
        "X-A: b\rc\r\n",
        "X-A: b\r\r\n",
        "X-A: b\0c\r\n",
        "X-A: b\u00e4c\r\n",
        "Host: other\r\n",
        "Content-Length: 3\r\nContent-Length: 3\r\n",
        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding: gzip, chunked\r\n",
        "Transfer-Encoding: chunkedx\r\n",
        "Transfer-Encoding: \r\n",
        "Content-Length: 3, 3\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: +3\r\n",
        "Content-Length: 0x3\r\n",
        "Content-Length: \r\n",
        "Content-Length: 99999999999999999999\r\n"
      })
  void refusesABrokenHeader(String header) {
    assertThat(refusalOf("POST / HTTP/1.1\r\nHost: a\r\n" + header + "\r\n")).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "localhost:x",
        "localhost:65536",
        "a/b",
        "a@b",
        "a,b",
        "[::1",
        "a?b",
        "<script>"
      })
  void refusesABrokenHost(String host) {
    assertThat(refusalOf("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n")).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "a_b.example:8080", "127.0.0.1:1", "[::1]:8080", "a:"})
  void takesAnyProperHost(String host) {
    assertThat(refusalOf("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "GET / HTTP/2.0, 505",
    "PRI * HTTP/2.0, 505",
    "GET / HTTP/9.9, 505",
    "TRACE / HTTP/1.1, 405",
    "TRACK / HTTP/1.1, 405",
    "CONNECT a:1 HTTP/1.1, 405",
    "BREW / HTTP/1.1, 0",
    "OPTIONS * HTTP/1.1, 0",
    "GET http://a/api HTTP/1.1, 0",
    "GET /%e2%82%ac HTTP/1.1, 0",
    "GET /a/../b HTTP/1.1, 0"
  })
  void saysWhyARequestLineGoesNoFurther(String line, int status) {
    assertThat(refusalOf(line + "\r\nHost: a\r\n\r\n")).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, Content-Length: 3, 400",
    "GET, Transfer-Encoding: chunked, 400",
    "DELETE, Content-Length: 3, 400",
    "GET, Content-Length: 0, 0",
    "POST, Content-Length: 100, 0",
    "POST, Content-Length: 101, 413",
    "POST, Expect: nonsense, 417",
    "GET, Expect: nonsense, 417",
    "POST, Expect: 100-Continue, 0"
  })
  void saysWhyABodyGoesNoFurther(String method, String header, int status) {
    assertThat(refusalOf(method + " / HTTP/1.1\r\nHost: a\r\n" + header + "\r\n\r\n"))
        .isEqualTo(status);
  }

  @Test
  void refusesAHeadThatIsTooLong() {
    String long8 = "x".repeat(8192);
    assertThat(refusalOf("GET /" + long8)).isEqualTo(414);
    assertThat(refusalOf(long8 + " / HTTP/1.1\r\n")).isEqualTo(400);
    assertThat(refusalOf(PROPER + "X-A: " + long8)).isEqualTo(431);
    assertThat(refusalOf(PROPER + "X-A: b\r\n".repeat(100) + "\r\n")).isEqualTo(431);
    assertThat(refusalOf(PROPER + "X-A: b\r\n".repeat(99) + "\r\n")).isZero();
  }

  @Test
  void asksForABodyOnlyWhereTheClientWaitsForThat() {
    String head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n";
    assertThat(check(head)).isEqualTo(new Body(false, 3, true));
    assertThat(check(head.replace("HTTP/1.1", "HTTP/1.0")).asked()).isFalse();
    assertThat(check(head.replace("h: 3", "h: 0")).asked()).isFalse();
  }

  /** Returns the status, or 0 if it is in order. */
  private static int refusalOf(String head) {
    try {
      check(head);
      return 0;
    } catch (RefusedException e) {
      return e.refusal().status();
    }
  }

  private static Body check(String text) {
    byte[] bytes = bytes(text);
    int end = HeadEnd.find(index -> bytes[index], bytes.length);
    assertThat(end).isEqualTo(bytes.length);
    return RequestRules.check(RequestHead.read(bytes), 100);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\r\n",
        "-1\r\n",
        "+3\r\n",
        "0x3\r\n",
        "3 \r\n",
        "3;a=b\r\n",
        "3\n",
        "\r\n",
        "123456789\r\n",
        "3\r\nabcd",
        "3\r\nabc\n",
        "0\r\n\n",
        "0\r\nX: a\nb",
        "0\r\nX: \0"
      })
  void refusesABrokenChunk(String body) {
    ChunkCheck check = new ChunkCheck();
    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> feed(check, body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0\r\n\r\n", "3\r\nabc\r\n0\r\n\r\n", "000A\r\n0123456789\r\n0\r\nX: a\r\n\r\n"})
  void knowsWhereABodyInChunksEnds(String body) {
    ChunkCheck check = new ChunkCheck();
    feed(check, body.substring(0, body.length() - 1));
    assertThat(check.isDone()).isFalse();
    feed(check, "\n");
    assertThat(check.isDone()).isTrue();
  }

  private static void feed(ChunkCheck check, String body) {
    for (byte value : bytes(body)) {
      check.take(value);
    }
  }
}
