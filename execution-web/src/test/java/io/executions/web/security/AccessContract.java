package io.executions.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.api.port.Role;
import jakarta.servlet.Servlet;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds whatever the implementation of Jakarta REST, in a real servlet container. */
abstract class AccessContract {
  private static final String VIEWER = "viewer-token-0123456789";
  private static final String OPERATOR = "operator-token-0123456789";
  private static final String ADMIN = "admin-token-0123456789";
  private static final String WRONG = "wrong-token-0123456789";
  private static final String VIEWER_SESSION = "viewer-session-0123456789";
  private static final String OPERATOR_SESSION = "operator-session-0123456789";
  private static final String UNAUTHORIZED =
      """
      {"type":"about:blank","title":"Unauthorized","status":401,\
      "detail":"Send a valid access token as Authorization: Bearer TOKEN."}""";

  /** Held, because a logger that nobody holds forgets its level. */
  private static final List<Logger> QUIET =
      Stream.of("org.apache", "org.glassfish.jersey", "org.jboss").map(Logger::getLogger).toList();

  private final SettableTime time = new SettableTime();
  private final MemoryTokens tokens =
      new MemoryTokens()
          .with(Role.VIEWER, VIEWER)
          .with(Role.OPERATOR, OPERATOR)
          .with(Role.ADMIN, ADMIN);
  private final MemorySessions sessions =
      new MemorySessions().with(Role.VIEWER, VIEWER_SESSION).with(Role.OPERATOR, OPERATOR_SESSION);
  private final MemoryAudit audit = new MemoryAudit();
  private final List<Duration> delays = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch delaysEnd = new CountDownLatch(1);
  private final FailedTries failedTries =
      new FailedTries(
          time,
          delay -> {
            delays.add(delay);
            delaysEnd.await();
          },
          new FailureReport(line -> {}));
  private final HttpClient client = HttpClient.newHttpClient();
  private final Tomcat tomcat = new Tomcat();

  @TempDir Path directory;

  abstract RuntimeDelegate runtime();

  /** Returns the servlet that serves these classes and providers, mapped to {@code /api}. */
  abstract Servlet servlet(Context context, Set<Class<?>> classes, Set<Object> providers);

  @BeforeEach
  void start() throws Exception {
    QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
    RuntimeDelegate.setInstance(runtime());
    tomcat.setBaseDir(directory.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("", directory.toString());
    TokenUses uses = new TokenUses(tokens, time);
    KnownTokens knownTokens = new KnownTokens(tokens, uses, time);
    KnownSessions knownSessions = new KnownSessions(sessions, uses, time);
    SessionCookie cookie = new SessionCookie(sessions);
    Admission admission = new Admission(failedTries);
    TokenFilter tokenFilter = new TokenFilter(knownTokens, knownSessions, cookie, admission);
    Resources.Door.signIns =
        new SignIns(
            knownTokens,
            knownSessions,
            cookie,
            admission,
            sessions,
            new RefusedSignIns(audit, time));
    Set<Object> filters = Set.of(tokenFilter, new RoleFilter());
    Tomcat.addServlet(context, "rest", servlet(context, Resources.CLASSES, filters))
        .addMapping("/api/*");
    tomcat.start();
  }

  @AfterEach
  void stop() throws Exception {
    delaysEnd.countDown();
    tomcat.stop();
    tomcat.destroy();
    RuntimeDelegate.setInstance(null);
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
    assertThat(failedTries.failed()).isZero();
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
    assertThat(failedTries.failed()).isEqualTo(1);
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
    assertThat(failedTries.failed()).isEqualTo(7);
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
    assertThat(failedTries.failed()).isEqualTo(1);
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
    assertThat(failedTries.failed()).isZero();
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

  private int port() {
    return tomcat.getConnector().getLocalPort();
  }

  private HttpResponse<String> send(String method, String path, String... authorization)
      throws IOException, InterruptedException {
    return client.send(request(method, path, authorization), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest request(String method, String path, String... authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/%s".formatted(port(), path)))
            .timeout(Duration.ofSeconds(20))
            .method(method, HttpRequest.BodyPublishers.noBody());
    for (String field : authorization) {
      request.header("Authorization", field);
    }
    return request.build();
  }
}
