package io.executions.it.servers;

import static io.executions.it.servers.ServerProcess.REPOSITORY;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Payara Server with a domain of its own, told what to deploy by its {@code asadmin}. */
final class PayaraServer implements ApplicationServer {
  private static final Duration MOST = Duration.ofMinutes(2);

  private final Path home;
  private final Path domain;
  private final List<Integer> ports;
  private final List<String> options = new ArrayList<>();
  private ServerProcess process;

  PayaraServer(Path home, Path domain) throws IOException {
    this.home = home;
    this.domain = domain;
    this.ports = LoopbackPorts.free(DomainFile.PORTS);
  }

  @Override
  public void start(Map<String, String> environment) throws IOException {
    FileTree.replace(domain, home.resolve("glassfish/domains/domain1"));
    new DomainFile(domain.resolve("config/domain.xml")).listenOn(ports);
    List<String> command = new ArrayList<>(List.of(asadmin(), "start-domain", "--verbose"));
    command.addAll(options);
    command.addAll(List.of("--domaindir=" + domain.getParent(), domain.getFileName().toString()));
    process = ServerProcess.start(command, environment, output());
    await().atMost(MOST).until(() -> !process.isAlive() || !lines("startup time").isEmpty());
  }

  /** Returns the port of its administration. */
  int adminPort() {
    return ports.get(0);
  }

  @Override
  public void defineMariaDb() throws IOException {
    tell("multimode", "--file", script("payara-mariadb.asadmin"));
  }

  /** Lets its answers not name it, from its start on, by the script that comes with the service. */
  void keepQuiet() {
    options.add("--prebootcommandfile=" + script("payara-quiet.asadmin"));
  }

  private static String script(String name) {
    return REPOSITORY.resolve("servers").resolve(name).toString();
  }

  @Override
  public void deploy(Path war) throws IOException {
    tell("deploy", "--force=true", war.toString());
  }

  @Override
  public void undeploy(Path war) throws IOException {
    tell("undeploy", war.getFileName().toString().replace(".war", ""));
  }

  private void tell(String... words) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(asadmin(), "--interactive=false", "--port=" + ports.get(0)));
    command.addAll(List.of(words));
    ServerProcess.run(command, output());
  }

  private String asadmin() {
    return home.resolve("bin/asadmin").toString();
  }

  private Path output() {
    return domain.resolve("output");
  }

  @Override
  public URI address() {
    return URI.create("http://127.0.0.1:" + ports.get(1));
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public List<String> errors() throws IOException {
    return lines("\\[(SEVERE|ERROR)\\]");
  }

  @Override
  public List<String> lines(String pattern) throws IOException {
    return FileTree.lines(domain.resolve("logs/server.log"), pattern);
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
