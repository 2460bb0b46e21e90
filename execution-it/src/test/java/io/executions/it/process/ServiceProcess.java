package io.executions.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.it.service.ServiceClient;
import io.executions.testing.Freeze;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One process of the service. Closing kills it. */
public final class ServiceProcess implements AutoCloseable {
  private static final Duration MOST_START = Duration.ofMinutes(2);

  private final Process process;
  private final Path output;
  private final Path log;
  private final ServiceClient client;

  ServiceProcess(Process process, Path output, Path log, ServiceClient client) {
    this.process = process;
    this.output = output;
    this.log = log;
    this.client = client;
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** Returns what it has printed so far, by lines. */
  public List<String> output() {
    return lines(output);
  }

  /** Returns what it has logged so far, by lines. */
  public List<String> log() {
    return lines(log);
  }

  /** Returns when it takes work; one that never does is killed. */
  public ServiceProcess awaitReady() {
    try {
      await()
          .atMost(MOST_START)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> !process.isAlive() || isReady());
      assertThat(process.isAlive()).as("lives, log: %s", log()).isTrue();
      return this;
    } catch (RuntimeException | Error e) {
      // Nobody has it yet who could close it.
      kill();
      throw e;
    }
  }

  private boolean isReady() {
    try {
      return client.get("api/health/ready").status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Kills it, as {@code kill -9} does, and returns when it is gone. */
  public void kill() {
    process.destroyForcibly();
    try {
      // Not onExit(): of a process that ended long ago, it waits for whoever has its number now.
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets it stand still, as {@code kill -STOP} does, and returns when it does. */
  public void freeze() {
    Freeze.begin(process.pid());
  }

  /** Lets it go on after {@link #freeze()}. */
  public void thaw() {
    Freeze.end(process.pid());
  }

  /** Sends it SIGTERM, as {@code kill} does. */
  public void terminate() {
    process.destroy();
  }

  /** Returns its exit code once it has ended by itself. */
  public int awaitExit(Duration most) throws InterruptedException {
    assertThat(process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS))
        .as("ends within %s, log: %s", most, log())
        .isTrue();
    return process.exitValue();
  }

  /** Returns the files that it has open although they were deleted. */
  List<String> deletedFiles() throws IOException {
    List<String> deleted = new ArrayList<>();
    Path descriptors = Path.of("/proc", Long.toString(pid()), "fd");
    try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
      for (Path descriptor : open) {
        if (Files.isSymbolicLink(descriptor)) {
          String file = Files.readSymbolicLink(descriptor).toString();
          if (file.endsWith(" (deleted)")) {
            deleted.add(file);
          }
        }
      }
    }
    return deleted;
  }

  @Override
  public void close() {
    kill();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
