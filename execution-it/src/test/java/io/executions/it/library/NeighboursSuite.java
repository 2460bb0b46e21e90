package io.executions.it.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.executions.it.library.neighbour.WhereAmI;
import io.executions.it.library.neighbour.WhereElse;
import io.executions.it.servers.LaunchedServer;
import java.io.IOException;
import java.net.URL;
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

  @ArquillianResource private Deployer deployer;

  @ArquillianResource
  @OperateOnDeployment("library")
  private URL application;

  @Deployment(name = "library", testable = false)
  static WebArchive library() {
    return LibraryArchive.create();
  }

  @Deployment(name = "neighbour", managed = false, testable = false)
  static WebArchive neighbour() {
    return LibraryArchive.withDataSource("java:global/jdbc/neighbour", "neighbour", WhereAmI.class);
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
    deployer.deploy("neighbour");
    try {
      JsonNode ended = client.awaitEnd(waiting);
      assertThat(ended.get("status").asText()).isEqualTo("completed");
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

  private LibraryClient client() throws Exception {
    LibraryClient client = new LibraryClient(LaunchedServer.onLoopback(application.toURI()));
    client.awaitReadiness();
    return client;
  }
}
