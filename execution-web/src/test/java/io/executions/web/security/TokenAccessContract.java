package io.executions.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How access tokens are asked for and looked at, whatever the implementation of Jakarta REST. */
abstract class TokenAccessContract extends GuardedServer {
  TokenAccessContract(RestImplementation rest) {
    super(rest);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, marked",
    "POST, marked",
    "DELETE, marked",
    "OPTIONS, marked",
    "HEAD, marked",
    "GET, unmarked",
    "GET, open",
    "GET, no/such/path",
    "GET, ''",
    "GET, health",
    "GET, health/ready",
    "GET, health/live/",
    "POST, health/live",
    "GET, HEALTH/LIVE",
    "GET, health/live/../../unmarked",
    "GET, unmarked;/health/live",
    "GET, unmarked?/health/live",
    "GET, marked?access_token=" + ADMIN
  })
  void demandsATokenBeforeItTellsWhatExists(String method, String path) throws Exception {
    HttpResponse<String> answer = send(method, path);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().allValues("WWW-Authenticate"))
        .containsExactly("Bearer realm=\"executions\"");
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.body()).isEqualTo(method.equals("HEAD") ? "" : UNAUTHORIZED);
    assertThat(failures()).isEmpty();
  }

  @Test
  void leavesWhatIsOpenOpenWhateverTheHeader() throws Exception {
    assertThat(send("GET", "health/live").body()).isEqualTo("live");
    assertThat(send("HEAD", "health/live").statusCode()).isEqualTo(200);
    assertThat(send("GET", "health/live", "Bearer " + WRONG).body()).isEqualTo("live");
    assertThat(send("GET", "open", "Bearer " + VIEWER).body()).isEqualTo("open");
  }

  @ParameterizedTest
  @CsvSource({
    VIEWER + ", viewer Bearer truefalsefalsefalse false",
    OPERATOR + ", operator Bearer truetruefalsefalse false",
    ADMIN + ", admin Bearer truetruetruefalse false"
  })
  void tellsTheResourceWhoAsks(String token, String who) throws Exception {
    assertThat(send("GET", "marked", "bearer " + token).body()).isEqualTo(who);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, marked, 200, 200, 200",
    "POST, marked, 403, 200, 200",
    "GET, unmarked, 403, 403, 200",
    "HEAD, unmarked, 403, 403, 200",
    "POST, open, 403, 403, 200",
    "GET, no/such/path, 404, 404, 404",
    "DELETE, marked, 405, 405, 405"
  })
  void permitsWhatTheRoleIncludes(String method, String path, int viewer, int operator, int admin)
      throws Exception {
    assertThat(send(method, path, "Bearer " + VIEWER).statusCode()).isEqualTo(viewer);
    assertThat(send(method, path, "Bearer " + OPERATOR).statusCode()).isEqualTo(operator);
    assertThat(send(method, path, "Bearer " + ADMIN).statusCode()).isEqualTo(admin);
  }

  @Test
  void refusesWithAProblemDocumentWhatTheRoleDoesNotPermit() throws Exception {
    HttpResponse<String> answer = send("POST", "marked", "Bearer " + VIEWER);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.body())
        .isEqualTo(
            """
            {"type":"about:blank","title":"Forbidden","status":403,\
            "detail":"This access token does not permit that."}""");
  }

  @ParameterizedTest
  @ValueSource(strings = {WRONG, ADMIN + "x", ADMIN + " x", "", "a,b"})
  void answersAWrongTokenLikeAMissingOne(String token) throws Exception {
    HttpResponse<String> answer = send("GET", "marked", "Bearer " + token);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo(UNAUTHORIZED);
    assertThat(answer.headers().allValues("WWW-Authenticate"))
        .containsExactly("Bearer realm=\"executions\"");
    assertThat(failures()).containsExactly("1 request with a wrong token from 127.0.0.1");
  }

  @Test
  void refusesTwoAuthorizationHeaders() throws Exception {
    assertThat(send("GET", "marked", "Bearer " + ADMIN, "Bearer " + ADMIN).statusCode())
        .isEqualTo(401);
    assertThat(send("GET", "marked", "Bearer " + ADMIN, "Basic eDp5").statusCode()).isEqualTo(401);
  }

  @Test
  void slowsDownWrongTokensButNeverARightOne() throws Exception {
    delaysEnd.countDown();
    for (int i = 0; i < 7; i++) {
      assertThat(send("GET", "marked", "Bearer " + WRONG).statusCode()).isEqualTo(401);
      assertThat(send("GET", "marked", "Bearer " + VIEWER).statusCode()).isEqualTo(200);
      assertThat(send("GET", "marked").statusCode()).isEqualTo(401);
    }
    assertThat(delays).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
  }

  @Test
  void refusesEvenARightTokenWhileTheDelaysOfItsAddressAreFull() throws Exception {
    for (int i = 0; i < 5; i++) {
      send("GET", "marked", "Bearer " + WRONG);
    }
    List<CompletableFuture<HttpResponse<String>>> held = new ArrayList<>();
    for (int i = 0; i < FailedTries.DELAYED_PER_ADDRESS; i++) {
      held.add(
          client.sendAsync(
              request("GET", "marked", "Bearer " + WRONG), HttpResponse.BodyHandlers.ofString()));
    }
    await().until(() -> delays.size() == FailedTries.DELAYED_PER_ADDRESS);
    for (String token : List.of(WRONG, ADMIN)) {
      HttpResponse<String> answer = send("GET", "marked", "Bearer " + token);
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      assertThat(answer.body()).contains("\"status\":429");
    }
    assertThat(send("GET", "marked").statusCode()).isEqualTo(401);
    assertThat(send("GET", "health/live").statusCode()).isEqualTo(200);

    delaysEnd.countDown();
    assertThat(held).allSatisfy(each -> assertThat(each.join().statusCode()).isEqualTo(401));
    assertThat(send("GET", "marked", "Bearer " + ADMIN).statusCode()).isEqualTo(200);
  }

  @Test
  void answersThatItCannotTellWhileNoHashesAreKnown() throws Exception {
    tokens.setAway(true);
    HttpResponse<String> answer = send("GET", "marked", "Bearer " + ADMIN);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(answer.body()).startsWith("{\"type\":\"about:blank\"").contains("\"status\":503");
    assertThat(send("GET", "health/live").statusCode()).isEqualTo(200);
  }
}
