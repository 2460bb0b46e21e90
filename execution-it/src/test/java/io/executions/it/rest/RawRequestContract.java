package io.executions.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.port.Role;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no client library would send, many of which never reach a resource. */
interface RawRequestContract extends ServiceContract {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "NONSENSE",
        "GET",
        "GET {path}api/stats HTTP/9.9",
        "GET {path}api/executions/%00 HTTP/1.1",
        "GET {path}api/executions/%2e%2e%2f HTTP/1.1",
        "GET {path}api/../../../etc/passwd HTTP/1.1",
        "GET {path}..%5c..%5cwindows HTTP/1.1",
        "GET {path}WEB-INF/web.xml HTTP/1.1",
        "GET {path}META-INF/MANIFEST.MF HTTP/1.1",
        "GET {path}problem HTTP/1.1",
        "GET {path}nothing.html HTTP/1.1",
        "GET {path}api/executions?limit=%zz HTTP/1.1",
        "DELETE {path} HTTP/1.1",
        "TRACE {path}api/stats HTTP/1.1",
        "BREW {path}api/stats HTTP/1.1",
        "GET http://[ HTTP/1.1"
      })
  default void refusesWithoutAPageOrAStackTrace(String line) throws IOException {
    String path = service().application().getPath();
    String answer = send(line.replace("{path}", path) + "\r\n" + head("") + "\r\n");
    assertRefused(answer);
  }

  @Test
  default void tellsNothingUnderAPathThatCannotBeDecoded() throws IOException {
    for (String path : new String[] {"%zz", "api/%zz"}) {
      String line = "GET " + service().application().getPath() + path + " HTTP/1.1\r\n";
      String answer = send(line + head("") + "\r\n");
      ProblemTranslation.assertTellsNoInsides(answer);
      if (!answer.endsWith("\r\n\r\n")) {
        assertThat(answer).containsIgnoringCase("Content-Type: application/problem+json");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: abc",
        "Content-Length: -1",
        "Transfer-Encoding: nonsense",
        "Accept: \u0001",
        "Content-Type: ;;;",
        "No colon here"
      })
  default void refusesBrokenHeadersWithoutAPageOrAStackTrace(String header) throws IOException {
    String line = "POST %sapi/executions HTTP/1.1\r\n".formatted(service().application().getPath());
    assertRefused(send(line + head(header + "\r\n") + "\r\n"));
  }

  @Test
  default void refusesHeadersThatAreTooLong() throws IOException {
    String line = "GET %sapi/stats HTTP/1.1\r\n".formatted(service().application().getPath());
    assertRefused(
        send(line + head("X-Long: " + "x".repeat(tooLongForAHeader()) + "\r\n") + "\r\n"));
  }

  @Test
  default void namesOnlyTheMethodsThatStaticFilesTake() throws IOException {
    for (String method : new String[] {"OPTIONS", "PUT", "DELETE", "POST", "BREW"}) {
      String line =
          "%s %sindex.html HTTP/1.1\r\n".formatted(method, service().application().getPath());
      String answer = send(line + head("Content-Length: 0\r\n") + "\r\n");
      assertThat(answer)
          .matches("(?s)HTTP/1.1 (2|405).*")
          .containsIgnoringCase("\r\nAllow: GET, HEAD, OPTIONS\r\n");
    }
  }

  @Test
  default void refusesABrokenChunkAndKeepsAnswering() throws IOException {
    String line = "POST %sapi/executions HTTP/1.1\r\n".formatted(service().application().getPath());
    String headers = head("Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n");
    assertRefused(send(line + headers + "\r\nzz\r\n{}\r\n0\r\n\r\n"));
    assertThat(service().viewer().get("/stats").status()).isEqualTo(200);
  }

  private static String head(String more) {
    return "Host: localhost\r\nConnection: close\r\nAuthorization: Bearer %s\r\n%s"
        .formatted(Service.token(Role.ADMIN), more);
  }

  /** An empty answer is one, too: the connection was closed. */
  private void assertRefused(String answer) {
    if (isPageOfServer(answer)) {
      assertThat(answer).as("no answer of the application").doesNotContain("Referrer-Policy");
      return;
    }
    ProblemTranslation.assertTellsNoInsides(answer);
    if (!answer.isEmpty()) {
      assertThat(answer).matches("(?s)HTTP/1\\.[01] [45]\\d\\d .*");
      String[] parts = answer.split("\r\n\r\n", 2);
      if (parts.length == 2 && !parts[1].isEmpty()) {
        assertThat(parts[0]).containsIgnoringCase("Content-Type: application/problem+json");
      }
    }
  }

  private String send(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", service().application().getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
