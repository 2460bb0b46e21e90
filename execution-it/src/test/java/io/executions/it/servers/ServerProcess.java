package io.executions.it.servers;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A script with the server that it started. Closing ends both, also when this JVM is told to end.
 */
final class ServerProcess implements AutoCloseable {
  /** Paths in the scripts that come with the service begin there. */
  static final Path REPOSITORY = Path.of(System.getProperty("repository.directory")).normalize();

  private static final int GRACE_SECONDS = 30;

  private final Process script;
  private final Thread atExit = new Thread(this::end, "end-server");

  private ServerProcess(Process script) {
    this.script = script;
  }

  /** Starts a script that lives as long as its server does. */
  static ServerProcess start(List<String> command, Map<String, String> environment, Path output)
      throws IOException {
    ServerProcess process = new ServerProcess(builder(command, environment, output).start());
    Runtime.getRuntime().addShutdownHook(process.atExit);
    return process;
  }

  /** Runs a tool to its end and demands that it succeeds. */
  static void run(List<String> command, Path output) throws IOException {
    Process process = builder(command, Map.of(), output).start();
    try {
      if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException(command + " did not succeed, see " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static ProcessBuilder builder(
      List<String> command, Map<String, String> environment, Path output) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.matches("(EXECUTION|POLL|MAVEN)_.*"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder
        .directory(REPOSITORY.toFile())
        .redirectErrorStream(true)
        .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(Redirect.appendTo(output.toFile()));
  }

  boolean isAlive() {
    return script.isAlive();
  }

  /** Returns the id of the server's process, which the script started. */
  long pid() {
    return server().pid();
  }

  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private void end() {
    List<ProcessHandle> processes =
        Stream.concat(Stream.of(script.toHandle()), script.descendants()).toList();
    server().destroy();
    try {
      CompletableFuture.allOf(
              processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
          .get(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      processes.forEach(ProcessHandle::destroyForcibly);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      processes.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private ProcessHandle server() {
    return script.children().findFirst().orElse(script.toHandle());
  }
}
