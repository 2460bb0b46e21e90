package io.executions.web.security;

import io.executions.api.port.Role;
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
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Resources behind the filters of this package, in a real servlet container. */
abstract class GuardedServer {
  static final String VIEWER = "viewer-token-0123456789";
  static final String OPERATOR = "operator-token-0123456789";
  static final String ADMIN = "admin-token-0123456789";
  static final String WRONG = "wrong-token-0123456789";
  static final String VIEWER_SESSION = "viewer-session-0123456789";
  static final String OPERATOR_SESSION = "operator-session-0123456789";
  static final String UNAUTHORIZED =
      """
      {"type":"about:blank","title":"Unauthorized","status":401,\
      "detail":"Send a valid access token as Authorization: Bearer TOKEN."}""";

  /** Held, because a logger that nobody holds forgets its level. */
  private static final List<Logger> QUIET =
      Stream.of("org.apache", "org.glassfish.jersey", "org.jboss").map(Logger::getLogger).toList();

  private final SettableTime time = new SettableTime();
  final MemoryTokens tokens =
      new MemoryTokens()
          .with(Role.VIEWER, VIEWER)
          .with(Role.OPERATOR, OPERATOR)
          .with(Role.ADMIN, ADMIN);
  final MemorySessions sessions =
      new MemorySessions().with(Role.VIEWER, VIEWER_SESSION).with(Role.OPERATOR, OPERATOR_SESSION);
  final MemoryAudit audit = new MemoryAudit();
  final List<Duration> delays = Collections.synchronizedList(new ArrayList<>());
  private final List<String> failures = new ArrayList<>();
  final CountDownLatch delaysEnd = new CountDownLatch(1);
  private final FailedTries failedTries =
      new FailedTries(
          time,
          delay -> {
            delays.add(delay);
            delaysEnd.await();
          },
          new FailureReport(failures::add));
  final HttpClient client = HttpClient.newHttpClient();
  private final Tomcat tomcat = new Tomcat();
  private final RestImplementation rest;

  @TempDir Path directory;

  GuardedServer(RestImplementation rest) {
    this.rest = rest;
  }

  @BeforeEach
  void start() throws Exception {
    QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
    RuntimeDelegate.setInstance(rest.runtime());
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
    Tomcat.addServlet(context, "rest", rest.servlet(context, Resources.CLASSES, filters))
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

  /** Returns what the log tells of requests with a wrong token. */
  List<String> failures() {
    failedTries.tellTheRest();
    return failures;
  }

  int port() {
    return tomcat.getConnector().getLocalPort();
  }

  HttpResponse<String> send(String method, String path, String... authorization)
      throws IOException, InterruptedException {
    return client.send(request(method, path, authorization), HttpResponse.BodyHandlers.ofString());
  }

  HttpRequest request(String method, String path, String... authorization) {
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
