package io.executions.it.servers;

import static io.executions.it.servers.ServerProcess.REPOSITORY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Payara Server with a domain of its own, told what to deploy by its {@code asadmin}. */
final class PayaraServer extends ApplicationServer {
  private final Path home;
  private final Path domain;
  private final List<Integer> ports;
  private final List<String> options = new ArrayList<>();

  PayaraServer(Path home, Path domain) throws IOException {
    this.home = home;
    this.domain = domain;
    this.ports = LoopbackPorts.free(DomainFile.PORTS);
  }

  @Override
  void start(Map<String, String> environment) throws IOException {
    FileTree.replace(domain, home.resolve("glassfish/domains/domain1"));
    Files.createDirectory(domain.resolve("tmp"));
    new DomainFile(domain.resolve("config/domain.xml")).listenOn(ports);
    List<String> command = new ArrayList<>(List.of(asadmin(), "start-domain", "--verbose"));
    command.addAll(options);
    command.addAll(List.of("--domaindir=" + domain.getParent(), domain.getFileName().toString()));
    launch(command, environment, output(), "startup time");
  }

  /** Returns the port of its administration. */
  int adminPort() {
    return ports.get(0);
  }

  @Override
  void defineMariaDb() throws IOException {
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
  void deploy(Path war) throws IOException {
    tell("deploy", "--force=true", war.toString());
  }

  @Override
  void undeploy(Path war) throws IOException {
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
  int port() {
    return ports.get(1);
  }

  @Override
  Path log() {
    return domain.resolve("logs/server.log");
  }

  @Override
  List<String> errors() throws IOException {
    return lines("\\[(SEVERE|ERROR)\\]");
  }
}
