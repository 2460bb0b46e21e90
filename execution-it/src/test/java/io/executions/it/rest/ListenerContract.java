package io.executions.it.rest;

import static io.executions.it.rest.RawConnection.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.executions.web.RestClient.Answer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the listener of the runnable JAR answers by itself; other servers have their own. */
interface ListenerContract extends SlowClientContract {
  String CHUNKED = "Transfer-Encoding: chunked";
  String JSON = "Content-Type: application/json";

  /** Returns what the service has logged so far. */
  List<String> log();

  @ParameterizedTest
  @CsvSource({
    "GET /%, 400",
    "GET /%zz, 400",
    "POST /api/nodes/%zz/drain, 400",
    "GET /api/executions/%2f, 400",
    "GET /api/executions/%5c, 400",
    "GET /api/executions/%00, 400",
    "GET /api/executions/%c0%af, 400",
    "GET /api/%u0041, 400",
    "GET /api/../../etc, 400",
    "GET /api/stats/., 400",
    "GET /api/stats/.., 400",
    "GET /api/stats#x, 400",
    "GET stats, 400",
    "GET http://[, 400",
    "GET  /api/stats, 400",
    "G(T /api/stats, 400",
    "TRACE /api/stats, 405",
    "TRACK /, 405",
    "CONNECT localhost:80, 405"
  })
  default void refusesARequestLine(String line, int status) throws IOException {
    assertRefused(head(line + " HTTP/1.1"), status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-A : b",
        "No colon",
        "X-A: b\r\n folded",
        "X-A: b\nX-B: c",
        "X-A: b\0c",
        "Host: other",
        "Transfer-Encoding: chunked\r\nContent-Length: 2",
        "Content-Length: 2\r\nTransfer-Encoding: chunked",
        "Content-Length: 2\r\nContent-Length: 2",
        "Content-Length: 2\r\nContent-Length: 3",
        "Content-Length: +2",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: xchunked"
      })
  default void refusesHeadersThatTwoServersMayUnderstandDifferently(String headers)
      throws IOException {
    String second = head("GET /api/health/live HTTP/1.1");
    assertRefused(head("POST /api/executions HTTP/1.1", JSON, headers) + second, 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zz\r\n{}", "+2\r\n{}", "2;a=b\r\n{}", "2\n{}\n0\n\n", "2\r\n{}XX0\r\n"})
  default void refusesAChunkThatIsNotWellFormed(String chunk) throws IOException {
    assertRefused(head("POST /api/executions HTTP/1.1", JSON, CHUNKED) + chunk, 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "localhost:x", "a b", "a/b"})
  default void refusesAHostThatIsNone(String host) throws IOException {
    assertRefused("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n", 400);
  }

  @Test
  default void saysWhatIsTooLongOrNotToBeHad() throws IOException {
    String tooLong = "x".repeat(100_000);
    assertRefused(head("GET /" + tooLong + " HTTP/1.1"), 414);
    assertRefused(head("GET / HTTP/1.1", "X-Long: " + tooLong), 431);
    assertRefused(head("GET / HTTP/1.1", "X-A: b\r\n".repeat(200) + "X-A: b"), 431);
    assertRefused(head("GET / HTTP/9.9"), 505);
    assertRefused(head("POST /api/executions HTTP/1.1", "Expect: nonsense"), 417);
    assertRefused(head("GET /api/stats HTTP/1.1", "Content-Length: 2") + "{}", 400);
    assertRefused(head("POST /api/executions HTTP/1.1", JSON, "Content-Length: 999999999999"), 413);
    assertRefused("GET / HTTP/1.1\nHost: localhost\n\n", 400);
    assertRefused("\u0016\u0003\u0001\u0002\u0000hello", 400);
  }

  @Test
  default void answersHeadWithoutABodyAlsoWhereItRefuses() throws IOException {
    try (RawConnection connection = RawConnection.to(service().application())) {
      String answer = connection.send(head("HEAD / HTTP/1.1", "Content-Length: 2")).readToEnd();
      assertThat(answer).startsWith("HTTP/1.1 400 ").endsWith("\r\n\r\n");
    }
  }

  @Test
  default void speaksNoHttp2() throws IOException {
    assertRefused("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0", 505);
    String[] upgrade = {"Connection: Upgrade, HTTP2-Settings", "HTTP2-Settings: AAMAAABk"};
    for (String protocol : List.of("h2c", "websocket")) {
      try (RawConnection connection = RawConnection.to(service().application())) {
        String request =
            head("GET /api/stats HTTP/1.1", upgrade[0], upgrade[1], "Upgrade: " + protocol);
        assertThat(connection.send(request).readTo("\r\n\r\n")).startsWith("HTTP/1.1 200 ");
      }
    }
  }

  @Test
  default void asksForABodyThatWaitsToBeAskedFor() throws IOException {
    String body = "{" + Service.later() + "}";
    String request =
        head(
            "POST /api/executions HTTP/1.1",
            JSON,
            "Expect: 100-continue",
            "Connection: close",
            "Content-Length: " + body.length());
    try (RawConnection connection = RawConnection.to(service().application())) {
      assertThat(connection.send(request).readTo("\r\n\r\n")).startsWith("HTTP/1.1 100 ");
      assertThat(connection.send(body).readToEnd()).startsWith("HTTP/1.1 201 ");
    }
  }

  @Test
  default void answersRequestsThatComeAllAtOnceInTheirOrder() throws IOException {
    String request = head("GET /api/stats HTTP/1.1");
    String last = head("GET /api/nothing HTTP/1.1", "Connection: close");
    try (RawConnection connection = RawConnection.to(service().application())) {
      String answers = connection.send(request + request + last).readToEnd();
      assertThat(answers.split("HTTP/1.1 200 ", -1)).hasSize(3);
      assertThat(answers.substring(answers.lastIndexOf("HTTP/1.1 "))).startsWith("HTTP/1.1 404 ");
    }
  }

  private void assertRefused(String request, int status) throws IOException {
    int lines = log().size();
    try (RawConnection connection = RawConnection.to(service().application())) {
      String answer = connection.send(request).readToEnd();
      assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
      assertThat(answer.lastIndexOf("HTTP/1.1 ")).as("one answer").isZero();
      assertThat(answer)
          .contains("\r\nContent-Type: application/problem+json\r\n")
          .contains("\r\nConnection: close\r\n")
          .contains("\"status\":" + status)
          .doesNotContainIgnoringCase("\r\nServer:");
      ProblemTranslation.assertTellsNoInsides(answer);
      Answer proper = service().viewer().get("/stats");
      for (String header :
          List.of(
              "Content-Security-Policy",
              "X-Content-Type-Options",
              "X-Frame-Options",
              "Referrer-Policy",
              "Cache-Control")) {
        assertThat(answer).contains(header + ": " + proper.header(header).orElseThrow() + "\r\n");
      }
    }
    assertThat(log().size() - lines).as("lines of log").isLessThanOrEqualTo(1);
  }
}
