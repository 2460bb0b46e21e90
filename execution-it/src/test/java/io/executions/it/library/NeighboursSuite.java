package io.executions.it.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.executions.it.library.neighbour.WhereAmI;
import io.executions.it.library.neighbour.WhereElse;
import io.executions.it.servers.LaunchedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Applications with the service inside, beside each other on one server and one database. */
@ExtendWith({LaunchedServer.class, ArquillianExtension.class})
@RunAsClient
abstract class NeighboursSuite {
  private static final String WHERE = "{}";

  @ArquillianResource Deployer deployer;

  @ArquillianResource
  @OperateOnDeployment("library")
  URL application;

  @Deployment(name = "library", testable = false)
  static WebArchive library() {
    return LibraryArchive.create();
  }

  @Deployment(name = "neighbour", managed = false, testable = false)
  static WebArchive neighbour() {
    return LibraryArchive.withHandlers(
        LibraryArchive.withDataSource("java:global/jdbc/neighbour", "neighbour", WhereAmI.class));
  }

  @Deployment(name = "quarrel", managed = false, testable = false)
  static WebArchive quarrel() {
    return LibraryArchive.of("quarrel", WhereAmI.class, WhereElse.class);
  }

  @Test
  void runsEachExecutionInTheApplicationThatHandlesItsType() throws Exception {
    LibraryClient client = client();
    deployer.deploy("neighbour");
    String there;
    try {
      there = client.awaitAccepted("create/where", WHERE);
      String here = client.post(LibraryClient.creation(LibraryClient.newEntry(), "return"));
      assertThat(client.awaitEnd(there).get("output").asText()).isEqualTo("neighbour");
      assertThat(client.awaitEnd(here).at("/output/currency").asText()).isEqualTo("EUR");
    } finally {
      deployer.undeploy("neighbour");
    }
    String waiting = client.post("create/where", WHERE);
    client.awaitEnd(client.post(LibraryClient.creation(LibraryClient.newEntry(), "return")));
    assertThat(client.get("executions/" + waiting).get("status").asText()).isEqualTo("pending");
    awaitUnhandled(client, "where", true);
    deployer.deploy("neighbour");
    try {
      JsonNode ended = client.awaitEnd(waiting);
      assertThat(ended.get("status").asText()).isEqualTo("completed");
      awaitUnhandled(client, "where", false);
    } finally {
      deployer.undeploy("neighbour");
    }
  }

  @Test
  void runsBuiltInHandlersInTheApplicationThatBringsThem() throws Exception {
    LibraryClient client = client();
    deployer.deploy("neighbour");
    try {
      JsonNode ended =
          client.awaitEnd(
              client.awaitAccepted(
                  "create/http", "{\"url\": \"%s\"}".formatted(client.address("entries"))));
      assertThat(ended.get("error").asText()).isEmpty();
      assertThat(ended.at("/output/status").asInt()).isEqualTo(200);
    } finally {
      deployer.undeploy("neighbour");
    }
  }

  @Test
  void refusesTheDeploymentWhereTwoHandlersHaveOneTypeAndNamesBoth() throws IOException {
    assertThatThrownBy(() -> deployer.deploy("quarrel")).isNotNull();
    assertThat(LaunchedServer.logged("handle the type where"))
        .isNotEmpty()
        .allSatisfy(
            line -> assertThat(line).contains(WhereAmI.class.getName(), WhereElse.class.getName()));
  }

  @Test
  void logsWhatFailedWasRetriedAndCancelledOneLineEach() throws Exception {
    LibraryClient client = client();
    String failed = client.post(LibraryClient.creation(LibraryClient.newEntry(), "throw"));
    client.awaitEnd(failed);
    client.post("executions/" + failed + "/retry");
    client.await(failed, execution -> logged(failed, 2, "failed for good: No such account") == 1);
    String running = client.post("create/stubborn", "{}");
    client.await(running, "running");
    client.post("executions/" + running + "/cancel");
    client.post("executions/" + running + "/cancel");
    client.post("release");
    client.awaitEnd(running);

    assertThat(logged(failed, 1, "failed for good: No such account")).isOne();
    assertThat(logged(failed, 1, "tried again, because a person asked for it")).isOne();
    assertThat(logged(running, 1, "a person asked to cancel it while it was running")).isOne();
    assertThat(logged(running, 1, "")).isOne();
  }

  private static int logged(String id, int attempt, String what) {
    String line = "Execution %s \\([a-z]+\\), attempt %d: %s".formatted(id, attempt, what);
    try {
      return LaunchedServer.logged(line).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Nobody handles that type, or somebody does, as status and readiness come to say. Other suites
   * on this database may have left types that nobody handles here.
   */
  private static void awaitUnhandled(LibraryClient client, String type, boolean unhandled) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              JsonNode shown = client.get("unhandled");
              assertThat(texts(shown.get("types")).contains(type)).isEqualTo(unhandled);
              assertThat(texts(shown.get("warnings")).stream())
                  .filteredOn(warning -> warning.contains("no node handles"))
                  .filteredOn(warning -> warning.contains(type))
                  .hasSize(unhandled ? 1 : 0);
            });
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  LibraryClient client() throws Exception {
    LibraryClient client = new LibraryClient(LaunchedServer.onLoopback(application.toURI()));
    client.awaitReadiness();
    return client;
  }
}
