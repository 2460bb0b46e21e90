package io.executions.it.rest;

import static io.executions.it.rest.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.port.Role;
import io.executions.web.RestClient;
import io.executions.web.RestClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** People with a browser sign in with a token and go on by cookie. */
interface SessionContract extends ServiceContract {
  @Test
  default void signsInWithATokenAndGoesOnByCookie() {
    Answer signedIn = signIn(service().anonymous(), Service.token(Role.OPERATOR));
    assertThat(signedIn.status()).isEqualTo(200);
    assertThat(signedIn.json().get("name").asText()).isEqualTo("operator");
    assertThat(signedIn.json().get("role").asText()).isEqualTo("operator");
    Instant end = Instant.parse(signedIn.json().get("expiresAt").asText());
    assertThat(Duration.between(Instant.now(), end))
        .isBetween(Duration.ofHours(11), Duration.ofHours(13));
    String root = service().application().getPath().replaceFirst("(.)/$", "$1");
    assertThat(signedIn.header("Set-Cookie").orElseThrow())
        .matches(
            "execution-session-[0-9a-f]{12}=[A-Za-z0-9_-]{43}; Path=%s; Max-Age=4[0-9]{4}; HttpOnly;"
                    .formatted(root)
                + " SameSite=Strict");

    RestClient browser = browser(signedIn);
    assertThat(browser.get("/session").json()).isEqualTo(signedIn.json());
    assertThat(browser.get("/stats").status()).isEqualTo(200);
    assertProblem(browser.with("Sec-Fetch-Site", "same-origin").patch("/settings", "{}"), 403);
  }

  @Test
  default void isSecureWhereTheBrowserHasItByTls() {
    RestClient client = service().anonymous().with("Origin", "https://executions.example");
    Answer signedIn = signIn(client, Service.token(Role.VIEWER));
    assertThat(signedIn.header("Set-Cookie").orElseThrow()).endsWith("; Secure");
  }

  @Test
  default void changesSomethingByCookieForItsOwnPagesOnly() {
    RestClient browser = browser(signIn(service().anonymous(), Service.token(Role.OPERATOR)));
    String body = "{" + Service.later() + "}";
    Answer refused = browser.post("/executions", body);
    assertProblem(refused, 403);
    assertProblem(browser.with("Sec-Fetch-Site", "same-site").post("/executions", body), 403);
    assertProblem(browser.with("Origin", "http://localhost:1").post("/executions", body), 403);
    Answer created = browser.with("Sec-Fetch-Site", "same-origin").post("/executions", body);
    assertThat(created.status()).isEqualTo(201);
    String origin = "http://" + service().application().getAuthority();
    Answer cancelled =
        browser.with("Origin", origin).post("/executions/" + created.id() + "/cancel");
    assertThat(cancelled.status()).isEqualTo(200);
  }

  @Test
  default void signsOut() {
    RestClient browser = browser(signIn(service().anonymous(), Service.token(Role.VIEWER)));
    assertProblem(browser.send("DELETE", "/session", BodyPublishers.noBody()), 403);
    Answer out =
        browser
            .with("Sec-Fetch-Site", "same-origin")
            .send("DELETE", "/session", BodyPublishers.noBody());
    assertThat(out.status()).isEqualTo(204);
    assertThat(out.header("Set-Cookie").orElseThrow())
        .matches("execution-session-[0-9a-f]{12}=; Path=.*; Max-Age=0; HttpOnly; SameSite=Strict");
    assertProblem(browser.get("/session"), 401);
  }

  @Test
  default void aTokenTellsWhoItIsToo() {
    Answer who = service().as(Role.ADMIN).get("/session");
    assertThat(who.json().toString()).isEqualTo("{\"name\":\"admin\",\"role\":\"admin\"}");
    assertProblem(service().anonymous().get("/session"), 401);
    assertThat(service().admin().send("DELETE", "/session", BodyPublishers.noBody()).status())
        .isEqualTo(204);
  }

  @Test
  default void aWrongTokenStartsNoSession() {
    Answer wrong = signIn(service().anonymous(), "not-the-right-token-0");
    assertProblem(wrong, 401);
    assertThat(wrong.header("Set-Cookie")).isEmpty();
    Answer broken = service().anonymous().post("/session", "{\"token\": 7, \"more\": 1}");
    assertThat(broken.status()).isEqualTo(400);
    assertThat(broken.pointers()).containsExactlyInAnyOrder("/token", "/more");
    Answer unknown = service().anonymous().post("/session?x=1", "{}");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.pointers()).containsExactly("/x");
    assertProblem(service().anonymous().post("/session"), 415);
  }

  private static Answer signIn(RestClient client, String token) {
    return client.post("/session", "{\"token\": \"%s\"}".formatted(token));
  }

  private RestClient browser(Answer signedIn) {
    String cookie = signedIn.header("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    return service().anonymous().with("Cookie", cookie);
  }
}
