package io.executions.handlers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.PermanentFailureException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpHandlerRedirectTest {
  private final HttpHandler handler = Handlers.allowing("127.0.0.1");
  private LocalServer server;
  private LocalServer other;

  @BeforeEach
  void start() throws IOException {
    server = LocalServer.start();
    other = LocalServer.start().on("/end", 200, Map.of(), "other");
  }

  @AfterEach
  void stop() {
    server.close();
    other.close();
    handler.close();
  }

  @ParameterizedTest
  @CsvSource({
    "301, POST, GET", "302, POST, GET", "303, POST, GET", "307, POST, POST", "308, POST, POST",
    "301, PUT, PUT", "302, DELETE, DELETE", "303, PUT, GET", "303, HEAD, HEAD", "302, HEAD, HEAD"
  })
  void goesOnWithTheMethodThatTheStatusAsksFor(int status, String method, String next)
      throws Exception {
    server.redirect("/start", status, "/end?x=1").on("/end", 200, Map.of(), "end");

    JsonObject output =
        Handlers.call(
            handler,
            "{'url':'%s','method':'%s','body':'b','headers':{'X-Kept':'k'}}"
                .formatted(server.url("/start"), method));

    LocalServer.Received received = server.received().get(1);
    boolean keepsBody = method.equals(next);
    assertThat(output.getInt("status")).isEqualTo(200);
    assertThat(received.method()).isEqualTo(next);
    assertThat(received.path()).isEqualTo("/end?x=1");
    assertThat(received.body()).isEqualTo(keepsBody ? "b" : "");
    assertThat(received.headers().containsKey("Content-Type")).isEqualTo(keepsBody);
    assertThat(received.headers().get("X-Kept")).containsExactly("k");
  }

  @Test
  void followsFiveRedirects() throws Exception {
    chain(5);

    assertThat(Handlers.get(handler, server.url("/5/")).getString("body")).isEqualTo("end");
  }

  @Test
  void failsOnASixthRedirect() {
    chain(6);

    assertThatThrownBy(() -> Handlers.get(handler, server.url("/6/")))
        .isInstanceOf(IOException.class)
        .hasMessage("More than 5 redirects, the last one to 127.0.0.1:" + server.port());
    assertThat(server.received()).hasSize(6);
  }

  @Test
  void returnsARedirectThatLeadsNowhere() throws Exception {
    server.on("/", 302, Map.of(), "");

    assertThat(Handlers.get(handler, server.url("/")).getInt("status")).isEqualTo(302);
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 304, 305})
  void returnsAStatusThatIsNoRedirectToFollow(int status) throws Exception {
    server.redirect("/", status, other.url("/end"));

    assertThat(Handlers.get(handler, server.url("/")).getInt("status")).isEqualTo(status);
    assertThat(other.received()).isEmpty();
  }

  @Test
  void namesTheHostThatFailedInTheEnd() {
    server.redirect("/", 302, other.url("/missing"));

    assertThatThrownBy(() -> Handlers.get(handler, server.url("/")))
        .hasMessage("HTTP 404 from 127.0.0.1:" + other.port());
  }

  @Test
  void leavesCredentialsOutWhenTheOriginChanges() throws Exception {
    server.redirect("/", 307, other.url("/end"));

    withCredentials(server.url("/"));

    assertThat(server.received().get(0).headers())
        .containsKeys("Authorization", "Cookie", "X-api-key", "X-vault-token", "X-plain");
    assertThat(other.received().get(0).headers())
        .doesNotContainKeys(
            "Authorization",
            "Proxy-authorization",
            "Cookie",
            "X-api-key",
            "X-vault-token",
            "X-sig",
            "X-bearer",
            "X-acme-1")
        .containsKeys("X-plain", "Idempotency-key");
    assertThat(other.received().get(0).body()).isEqualTo("b");
  }

  @Test
  void keepsCredentialsOutWhenARedirectLeadsBack() throws Exception {
    server.redirect("/start", 302, other.url("/back")).on("/end", 200, Map.of(), "");
    other.redirect("/back", 302, server.url("/end"));

    withCredentials(server.url("/start"));

    assertThat(server.received().get(1).headers())
        .containsKey("X-plain")
        .doesNotContainKeys("Authorization", "Cookie", "X-api-key");
  }

  @Test
  void keepsCredentialsWithinTheOrigin() throws Exception {
    server.redirect("/start", 302, server.url("/end")).on("/end", 200, Map.of(), "");

    withCredentials(server.url("/start"));

    assertThat(server.received().get(1).headers()).containsKeys("Authorization", "X-api-key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.2:%d/end", "http://localhost:%d/end", "http://[::1]:%d/end",
        "http://[::ffff:127.0.0.2]:%d/end", "http://2130706434:%d/end", "//127.0.0.2:%d/end"
      })
  void checksTheAddressOfEachRedirect(String location) {
    HttpHandler named =
        Handlers.with(
            "127.0.0.1",
            host -> InetAddress.getAllByName(host.equals("localhost") ? "127.0.0.2" : host));
    server.redirect("/", 302, location.formatted(other.port()));

    assertThatThrownBy(() -> Handlers.get(named, server.url("/")))
        .isInstanceOf(PermanentFailureException.class)
        .hasMessageEndingWith(" is not allowed by EXECUTION_HTTP_ALLOW");
    assertThat(other.received()).isEmpty();
    named.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "ftp://127.0.0.1/", "http://u:p@127.0.0.1/"})
  void refusesALocationThatIsNotForHttp(String location) {
    server.redirect("/", 302, location);

    assertThatThrownBy(() -> Handlers.get(handler, server.url("/")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "127.0.0.1:%d redirected to a location that must ".formatted(server.port()));
  }

  private void withCredentials(String url) throws Exception {
    Handlers.call(
        handler,
        ("{'url':'%s','method':'POST','body':'b','headers':{'authorization':'a','Cookie':'c',"
                + "'Proxy-Authorization':'p','X-Api-Key':'k','X-Vault-Token':'t',"
                + "'X-Sig':'s','X-Bearer':'b','X-Acme-1':'a','Idempotency-Key':'i','X-Plain':'x'}}")
            .formatted(url));
  }

  private void chain(int redirects) {
    for (int left = redirects; left > 0; left--) {
      server.redirect("/" + left + "/", 302, "/" + (left - 1) + "/");
    }
    server.on("/0/", 200, Map.of(), "end");
  }
}
