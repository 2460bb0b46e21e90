package io.executions.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * An application on Payara Micro, of the module {@code clients/payara}, that runs classes of tests.
 * Closing kills it.
 */
final class PayaraApplication implements AutoCloseable {
  private static final Path MODULE = Path.of("clients", "payara", "target");
  private static final Path MICRO =
      Path.of(System.getProperty("payara.directory"), "payara-micro.jar").toAbsolutePath();
  private static final String CONFIG = "set configs.config.server-config.";

  /** Listens on one port of the loopback address only. */
  private static final List<String> COMMANDS =
      List.of(
          CONFIG
              + "network-config.network-listeners.network-listener.http-listener.address=127.0.0.1",
          CONFIG + "hazelcast-config-specific-configuration.enabled=false",
          CONFIG + "ejb-container.ejb-timer-service.ejb-timer-service=Dummy");

  private final URI address;
  private final Path log;
  private final Process process;

  private PayaraApplication(URI address, Path log, Process process) {
    this.address = address;
    this.log = log;
    this.process = process;
  }

  /** Starts one whose system properties are these. */
  static PayaraApplication start(
      Path home, int port, Map<String, String> properties, List<Class<?>> tests)
      throws IOException {
    Path commands = Files.write(home.resolve("commands.txt"), COMMANDS);
    File war = home.resolve("suite.war").toFile();
    archive(tests).as(ZipExporter.class).exportTo(war, true);
    List<String> command = JavaCommand.with("384m", properties);
    command.add("-Djava.io.tmpdir=" + Files.createDirectory(home.resolve("tmp")));
    command.addAll(List.of("-jar", MICRO.toString()));
    command.addAll(List.of("--deploy", war.toString(), "--contextroot", "/"));
    command.addAll(List.of("--port", Integer.toString(port), "--nocluster", "--disablephonehome"));
    command.addAll(List.of("--prebootcommandfile", commands.toString()));
    Path log = home.resolve("log");
    Process process =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new PayaraApplication(URI.create("http://127.0.0.1:" + port), log, process);
  }

  private static WebArchive archive(List<Class<?>> tests) throws IOException {
    WebArchive archive =
        ShrinkWrap.create(WebArchive.class)
            .addClasses(ClientBehaviour.class, Relay.class)
            .addClasses(tests.toArray(Class<?>[]::new))
            .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
            .addAsResource(MODULE.resolve("classes/io").toFile(), "io");
    for (String library :
        Files.readString(MODULE.resolve("classpath")).strip().split(File.pathSeparator)) {
      archive.addAsLibrary(new File(library));
    }
    return archive;
  }

  /** Returns when it answers requests; one that never does is killed. */
  PayaraApplication awaitReady() {
    try {
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> !process.isAlive() || logged().contains(" ready in "));
      assertThat(process.isAlive()).as("lives, log: %s", logged()).isTrue();
      return this;
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /**
   * Runs a class of tests in it; what comes back begins with "all passed", or tells what failed.
   */
  String run(Class<?> tests) throws IOException, InterruptedException {
    URI suite = address.resolve("/suites/" + tests.getSimpleName());
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(suite).build(), BodyHandlers.ofString());
    return answer.statusCode() == 200 ? answer.body() : answer.statusCode() + logged();
  }

  private String logged() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
