package io.executions.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.it.service.ServiceClient;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * With the MicroProfile subsystems that its standard configuration leaves out; the other suites on
 * WildFly run without them.
 */
class WildFlyIT extends DeploymentContract implements MicroProfileContract {
  private static final Duration MOST = Duration.ofMinutes(1);
  private static final String TIMERS =
      "/deployment=execution-service.war/subsystem=ejb3/singleton-bean=ExecutionPoller"
          + "/service=timer-service";

  private WildFlyServer server;

  @Override
  ApplicationServer server(Path installations, Path home) throws IOException {
    server =
        new WildFlyServer(
                installations.resolve("wildfly-" + System.getProperty("wildfly.version")), home)
            .withMicroProfile();
    return server;
  }

  @Override
  public ServiceClient service() {
    return client();
  }

  @Override
  public URI applications() {
    return server.address();
  }

  @Override
  public URI health() {
    return server.managementAddress();
  }

  @Test
  void warnsThatTheDefaultDatabaseIsInMemory() throws IOException {
    assertThat(client().get("api/health/ready").json().getJsonArray("warnings").getString(0))
        .contains("in memory");
  }

  @Test
  void showsItsOneTimerInTheManagementModel() throws IOException {
    JsonObject shown = server.manage(timer() + ":read-resource(include-runtime=true)");

    JsonObject timer = shown.getJsonObject("result");
    assertThat(timer.getString("info")).isEqualTo("Execution Service: asks the database for work");
    assertThat(timer.getBoolean("persistent")).isFalse();
    assertThat(timer.getBoolean("active")).isTrue();
  }

  @Test
  void goesOnWhileItsTimerIsSuspendedAndSaysSo() throws IOException {
    String timer = timer();
    try {
      server.manage(timer + ":suspend");
      await().atMost(MOST).until(() -> shownTimer().getBoolean("suspended", false));
      assertThat(shownTimer().containsKey("nextPollAt")).isFalse();

      String beat = client().pollingNode().getString("lastBeatAt");
      client().awaitStatus(create(GREET), "completed");
      await()
          .atMost(MOST)
          .until(() -> !client().pollingNode().getString("lastBeatAt").equals(beat));
    } finally {
      server.manage(timer + ":activate");
    }
    await().atMost(MOST).until(() -> !shownTimer().containsKey("suspended"));
  }

  @Test
  void bearsThatItsTimerIsTriggered() throws IOException {
    String timer = timer();
    for (int i = 0; i < 3; i++) {
      assertThat(server.manage(timer + ":trigger").getString("outcome")).isEqualTo("success");
    }
    client().awaitStatus(create(GREET), "completed");
  }

  private String timer() throws IOException {
    JsonObject names = server.manage(TIMERS + ":read-children-names(child-type=timer)");
    assertThat(names.getJsonArray("result")).hasSize(1);
    return TIMERS + "/timer=" + names.getJsonArray("result").getString(0);
  }

  private JsonObject shownTimer() throws IOException {
    return client().pollingNode().getJsonObject("timer");
  }
}
