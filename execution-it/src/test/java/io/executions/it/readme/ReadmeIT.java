package io.executions.it.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.executions.testing.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Types what the README tells a newcomer to type, in a fresh clone of what is committed, where no
 * artifact of this project is installed. Only the port is another one.
 */
class ReadmeIT {
  private static final Path REPOSITORY = Path.of(System.getProperty("repository.directory"));
  private static final Path OWN = Path.of(System.getProperty("local.repository"));
  private static final Pattern TOKEN = Pattern.compile("Admin token: (\\S+)");
  private static final Duration BUILD_TIME = Duration.ofMinutes(5);

  private static final String QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC ";

  /** As the README has it, but that an answer with a fault ends with a fault. */
  private static final String CURL = "curl() { command curl -sS --fail-with-body \"$@\"; }\n";

  @TempDir private Path home;
  private final int port = LoopbackPort.free();
  private final List<Process> started = new ArrayList<>();
  private ReadmeCommands commands;
  private LocalRepository repository;

  @BeforeEach
  void cloneWhatIsCommitted() throws Exception {
    assumeTrue(
        isCommitted(), "This is no checkout of git, or there is no git: nothing can be cloned");
    run(home, "git clone --quiet '%s' clone".formatted(REPOSITORY.toRealPath()));
    commands = ReadmeCommands.of(checkout().resolve("README.md"));
    repository = LocalRepository.without(OWN, home.resolve("repository"));
  }

  @AfterEach
  void endAll() throws IOException {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (repository != null) {
      repository.unlink();
    }
  }

  @Test
  void everyCommandDoesWhatItIsSaidToDo() throws Exception {
    assertThat(commands.without("mvn ", "TOKEN=", "curl ", "./verify")).isEmpty();
    List<String> builds = commands.beginningWith("mvn ");
    assertThat(builds).hasSize(2);

    Process server = start(checkout(), builds.get(0) + " --port " + port);
    String token = awaitToken(server);
    assertThat(repository.installed()).isEmpty();

    List<String> answers = new ArrayList<>();
    for (String command : commands.beginningWith("curl ")) {
      answers.add(run(checkout(), "TOKEN=" + token + "\n" + CURL + onPort(command)));
    }
    assertThat(answers).hasSize(6);
    assertThat(answers.get(0)).contains("\"status\":\"completed\"", "Hello, world");
    assertThat(answers.get(1)).contains("\"items\":[{\"id\":1,");
    assertThat(answers.get(2)).contains("\"id\":2,", "\"maxAttempts\":3");
    assertThat(answers.get(3)).contains("\"id\":3,");
    assertThat(answers.get(4))
        .contains("\"id\":3,")
        .containsPattern("cancelled|\"cancelRequested\":true");
    assertThat(answers.get(5)).contains("\"maxConcurrentExecutions\":4");

    server.children().forEach(ProcessHandle::destroy);
    assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(server.exitValue()).isEqualTo(143);

    run(checkout(), builds.get(1));
    assertThat(repository.installed())
        .containsExactly("execution-api", "execution-core", "execution-service");
  }

  private static boolean isCommitted() throws InterruptedException {
    try {
      Process git =
          new ProcessBuilder("git", "-C", REPOSITORY.toString(), "rev-parse", "--quiet", "HEAD")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return git.waitFor() == 0 && Files.exists(REPOSITORY.resolve(".git"));
    } catch (IOException e) {
      return false;
    }
  }

  private Path checkout() {
    return home.resolve("clone");
  }

  private String onPort(String command) {
    assertThat(command).contains("127.0.0.1:8080");
    return command.replace("127.0.0.1:8080", "127.0.0.1:" + port);
  }

  /** Returns once the server takes requests, too. */
  private String awaitToken(Process server) throws IOException {
    await()
        .atMost(BUILD_TIME)
        .until(() -> !server.isAlive() || words(server).contains("Listening on"));
    assertThat(server.isAlive()).as(words(server)).isTrue();
    await().until(() -> TOKEN.matcher(words(server)).find());
    return TOKEN
        .matcher(words(server))
        .results()
        .findFirst()
        .map((MatchResult m) -> m.group(1))
        .orElseThrow();
  }

  /** Returns what a command says, which must succeed. */
  private String run(Path directory, String command) throws IOException, InterruptedException {
    Process process = start(directory, command);
    assertThat(process.waitFor(BUILD_TIME.toSeconds(), TimeUnit.SECONDS)).as(command).isTrue();
    assertThat(process.exitValue()).as("%s: %s", command, words(process)).isZero();
    return words(process);
  }

  private Process start(Path directory, String command) throws IOException {
    Path java = Path.of(System.getProperty("java.home"));
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output(started.size()).toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(EXECUTION|POLL|MAVEN)_.*"));
    builder.environment().put("JAVA_HOME", java.toString());
    builder.environment().merge("PATH", java.resolve("bin") + ":", (path, ours) -> ours + path);
    builder
        .environment()
        .put("MAVEN_OPTS", QUICK_START + "-Dmaven.repo.local=" + home.resolve("repository"));
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private String words(Process process) throws IOException {
    return Files.readString(output(started.indexOf(process)));
  }

  private Path output(int number) {
    return home.resolve("output-" + number);
  }
}
