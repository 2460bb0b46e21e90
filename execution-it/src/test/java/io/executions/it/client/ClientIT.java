package io.executions.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.it.process.Installation;
import io.executions.it.process.ServiceProcess;
import io.executions.testing.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients of every kind, and the document that they can be made from. */
class ClientIT {
  private static final String VIEWER_TOKEN = "viewer-token-of-the-tests";
  private static final List<Class<?>> BEHAVIOURS =
      List.of(
          CreatingBehaviour.class,
          SteeringBehaviour.class,
          RefusalBehaviour.class,
          ScheduleBehaviour.class,
          ListeningBehaviour.class);
  private static final Path COMMANDS = Path.of("..", "examples", "commands").toAbsolutePath();

  @TempDir private static Path home;
  private static String address;
  private static ServiceProcess service;

  @BeforeAll
  static void start() {
    Installation installation =
        new Installation(home)
            .with("EXECUTION_COMMAND_DIR", COMMANDS.toString())
            .with("EXECUTION_VIEWER_TOKEN", VIEWER_TOKEN)
            .with("EXECUTION_MAX_CONCURRENT", "4");
    address = "http://127.0.0.1:%d/api".formatted(installation.port());
    service = installation.start().awaitReady();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest
  @CsvSource({
    "jersey, JerseyOpening",
    "resteasy, ResteasyOpening",
    "microprofile, BuiltOpening",
    "microprofile, InjectedOpening"
  })
  void aTypedClientBehavesWith(String module, String opening) throws Exception {
    Map<String, String> properties = properties();
    properties.put("client.opening", "io.executions.it.client." + opening);

    List<String> tests = BEHAVIOURS.stream().map(Class::getSimpleName).toList();
    Program client = new ClientProcess(module, properties).run(tests);

    assertThat(client.exitCode()).as(client.output()).isZero();
  }

  @Test
  void aTypedClientBehavesWhereAServerInjectsIt() throws Exception {
    Map<String, String> properties = properties();
    properties.put("client.opening", "io.executions.it.client.InjectedClient");
    properties.put("execution-service/mp-rest/url", address);
    properties.put("execution-service.token", Installation.TOKEN);
    Path directory = Files.createDirectory(home.resolve("application"));
    try (PayaraApplication application =
        PayaraApplication.start(directory, LoopbackPort.free(), properties, BEHAVIOURS)
            .awaitReady()) {
      for (Class<?> tests : BEHAVIOURS) {

        String report = application.run(tests);

        assertThat(report).as(tests.getSimpleName()).startsWith("all passed");
      }
    }
  }

  @Test
  void aClientGeneratedFromTheDocumentBehaves() throws Exception {
    Program client =
        new ClientProcess("generated", properties()).run(List.of("GeneratedClientBehaviour"));

    assertThat(client.exitCode()).as(client.output()).isZero();
  }

  @Test
  void aLinterFindsNoFaultInTheDocument() throws Exception {
    Program linter = Spectral.install().lint(document());

    assertThat(linter.exitCode()).as(linter.output()).isZero();
  }

  @Test
  void theLinterWouldFindAFault() throws Exception {
    String wrong = document().replace("operationId: getStatus", "operationId: getStats");

    Program linter = Spectral.install().lint(wrong);

    assertThat(linter.exitCode()).as(linter.output()).isEqualTo(1);
    assertThat(linter.output()).contains("operation-operationId-unique");
  }

  private static Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    properties.put("client.address", address);
    properties.put("client.token", Installation.TOKEN);
    properties.put("client.viewer.token", VIEWER_TOKEN);
    return properties;
  }

  private static String document() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/openapi.yaml")).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
