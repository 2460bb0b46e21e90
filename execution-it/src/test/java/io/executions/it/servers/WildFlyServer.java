package io.executions.it.servers;

import static io.executions.it.servers.ServerProcess.REPOSITORY;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** WildFly, told what to deploy through its directory of deployments. */
final class WildFlyServer extends ApplicationServer {
  private final Path home;
  private final Path base;
  private final List<Integer> ports;
  private boolean withMicroProfile;

  WildFlyServer(Path home, Path base) throws IOException {
    this.home = home;
    this.base = base;
    this.ports = LoopbackPorts.free(2);
  }

  /** Lets it start with the MicroProfile subsystems that its {@code standalone.xml} leaves out. */
  WildFlyServer withMicroProfile() {
    withMicroProfile = true;
    return this;
  }

  @Override
  void start(Map<String, String> environment) throws IOException {
    FileTree.replace(base, home.resolve("standalone"));
    if (withMicroProfile) {
      ServerProcess.run(
          List.of(
              home.resolve("bin/jboss-cli.sh").toString(),
              "--file=" + home.resolve("docs/examples/enable-microprofile.cli"),
              "-Djboss.server.base.dir=" + base),
          base.resolve("output"));
    }
    List<String> command =
        List.of(
            home.resolve("bin/standalone.sh").toString(),
            "-Djboss.server.base.dir=" + base,
            "-b=127.0.0.1",
            "-bmanagement=127.0.0.1",
            "-Djboss.http.port=" + ports.get(0),
            "-Djboss.management.http.port=" + ports.get(1),
            // 0 is any free port.
            "-Djboss.https.port=0");
    launch(command, environment, base.resolve("output"), "WFLYSRV0025");
  }

  /** Returns the port of its management. */
  int managementPort() {
    return ports.get(1);
  }

  @Override
  void defineMariaDb() throws IOException {
    tell("--file=" + REPOSITORY.resolve("servers/wildfly-mariadb.cli"));
  }

  /** Returns what its management model answers to that operation. */
  JsonObject manage(String operation) throws IOException {
    String answer = tell("--output-json", "--command=" + operation);
    try (var reader = Json.createReader(new StringReader(answer))) {
      return reader.readObject();
    }
  }

  private String tell(String... words) throws IOException {
    Path answer = Files.createTempFile(base, "answer", "");
    List<String> command =
        new ArrayList<>(
            List.of(
                home.resolve("bin/jboss-cli.sh").toString(),
                "--connect",
                "--controller=127.0.0.1:" + managementPort()));
    command.addAll(List.of(words));
    ServerProcess.run(command, answer);
    return Files.readString(answer);
  }

  @Override
  void deploy(Path war) throws IOException {
    Files.deleteIfExists(marker(war, ".failed"));
    Files.deleteIfExists(marker(war, ".deployed"));
    Files.copy(war, deployed(war), StandardCopyOption.REPLACE_EXISTING);
    Files.createFile(marker(war, ".dodeploy"));
    await()
        .atMost(MOST)
        .until(
            () -> Files.exists(marker(war, ".deployed")) || Files.exists(marker(war, ".failed")));
    if (Files.exists(marker(war, ".failed"))) {
      throw new IOException(Files.readString(marker(war, ".failed")));
    }
  }

  @Override
  void undeploy(Path war) throws IOException {
    Files.delete(marker(war, ".deployed"));
    await().atMost(MOST).until(() -> Files.exists(marker(war, ".undeployed")));
  }

  private Path deployed(Path war) {
    return base.resolve("deployments").resolve(war.getFileName());
  }

  private Path marker(Path war, String state) {
    return base.resolve("deployments").resolve(war.getFileName() + state);
  }

  @Override
  int port() {
    return ports.get(0);
  }

  @Override
  Path log() {
    return base.resolve("log/server.log");
  }

  @Override
  List<String> errors() throws IOException {
    return lines(" (ERROR|FATAL) |Failed to define class");
  }

  /** Returns where it is administered, and tells of its health. */
  URI managementAddress() {
    return URI.create("http://127.0.0.1:" + ports.get(1));
  }
}
