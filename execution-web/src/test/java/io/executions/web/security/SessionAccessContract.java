package io.executions.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How people sign in, and what their cookies permit, whatever the implementation of Jakarta REST.
 */
abstract class SessionAccessContract extends GuardedServer {
  SessionAccessContract(RestImplementation rest) {
    super(rest);
  }

  @Test
  void letsAnybodyInWhoHasAToken() throws Exception {
    HttpResponse<String> answer = signIn(OPERATOR);
    assertThat(answer.body()).isEqualTo("operator");
    String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(set)
        .matches(
            "execution-session-0123456789ab=[A-Za-z0-9_-]{43}; Path=/; Max-Age=43200; HttpOnly;"
                + " SameSite=Strict");
    String secret = set.replaceFirst("^[^=]*=", "").replaceFirst(";.*", "");
    assertThat(bySession("GET", "marked", secret).body()).startsWith("operator ");
    assertThat(audit.refused()).isEmpty();
  }

  @Test
  void aWrongTokenCostsAtTheDoorWhatItCostsElsewhere() throws Exception {
    delaysEnd.countDown();
    for (int i = 0; i < 7; i++) {
      HttpResponse<String> answer = signIn(WRONG);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }
    assertThat(failures()).containsExactly("7 requests with a wrong token from 127.0.0.1");
    assertThat(delays).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
    assertThat(audit.refused()).hasSize(7).containsOnly("127.0.0.1");
  }

  @Test
  void letsNobodyInWhileTheDatabaseIsAway() throws Exception {
    assertThat(send("GET", "marked", "Bearer " + VIEWER).statusCode()).isEqualTo(200);
    sessions.setAway(true);
    assertThat(signIn(VIEWER).statusCode()).isEqualTo(503);
    tokens.setAway(true);
    assertThat(signIn(VIEWER).statusCode()).isEqualTo(503);
  }

  private HttpResponse<String> signIn(String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(request("POST", "session"), (name, value) -> true)
            .POST(HttpRequest.BodyPublishers.ofString(token))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void takesACookieAsTheTokenThatItsSessionBeganWith() throws Exception {
    assertThat(bySession("GET", "marked", VIEWER_SESSION).body())
        .isEqualTo("viewer Bearer truefalsefalsefalse false");
    assertThat(bySession("GET", "unmarked", VIEWER_SESSION).statusCode()).isEqualTo(403);
    assertThat(bySession("GET", "no/such/path", VIEWER_SESSION).statusCode()).isEqualTo(404);
    assertThat(bySession("POST", "marked", VIEWER_SESSION, "Sec-Fetch-Site", "same-origin"))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(403);
  }

  @Test
  void aTokenCountsMoreThanACookie() throws Exception {
    HttpResponse<String> answer =
        bySession("POST", "marked", VIEWER_SESSION, "Authorization", "Bearer " + OPERATOR);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(bySession("GET", "marked", VIEWER_SESSION, "Authorization", "Bearer " + WRONG))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, '', '', 200",
    "HEAD, cross-site, '', 200",
    "POST, same-origin, '', 200",
    "POST, same-origin, https://elsewhere.example, 200",
    "POST, '', http://HOST, 200",
    "POST, '', https://HOST, 200",
    "POST, '', '', 403",
    "POST, '', null, 403",
    "POST, '', http://127.0.0.1, 403",
    "POST, '', http://127.0.0.1:1, 403",
    "POST, '', http://HOST.example, 403",
    "POST, '', http://elsewhere.example/HOST, 403",
    "POST, '', '://', 403",
    "POST, same-site, http://HOST, 403",
    "POST, cross-site, http://HOST, 403",
    "POST, none, http://HOST, 403"
  })
  void changesNothingByCookieThatAPageOfAnotherOriginSends(
      String method, String site, String origin, int status) throws Exception {
    List<String> headers = new ArrayList<>();
    if (!site.isEmpty()) {
      headers.addAll(List.of("Sec-Fetch-Site", site));
    }
    if (!origin.isEmpty()) {
      headers.addAll(List.of("Origin", origin.replace("HOST", "127.0.0.1:" + port())));
    }
    HttpResponse<String> answer =
        bySession(method, "marked", OPERATOR_SESSION, headers.toArray(String[]::new));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body().contains("same-origin")).isEqualTo(status == 403);
  }

  @Test
  void aSessionThatHasEndedIsAWrongTokenAndItsCookieIsTakenAway() throws Exception {
    HttpResponse<String> answer = bySession("GET", "marked", "not-a-session");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo(UNAUTHORIZED);
    assertThat(answer.headers().firstValue("Set-Cookie"))
        .contains("execution-session-0123456789ab=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict");
    assertThat(failures()).containsExactly("1 request with a wrong token from 127.0.0.1");
  }

  @Test
  void theCookiesOfOthersAreNone() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(request("GET", "marked"), (name, value) -> true)
            .header("Cookie", "other=1; execution-session-ffffffffffff=" + VIEWER_SESSION)
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(failures()).isEmpty();
  }

  @Test
  void answersThatItCannotTellASessionWhileTheDatabaseIsAway() throws Exception {
    sessions.setAway(true);
    assertThat(bySession("GET", "marked", VIEWER_SESSION).statusCode()).isEqualTo(503);
  }

  private HttpResponse<String> bySession(
      String method, String path, String secret, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(request(method, path), (name, value) -> true)
            .header("Cookie", "a=b; execution-session-0123456789ab=" + secret);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
