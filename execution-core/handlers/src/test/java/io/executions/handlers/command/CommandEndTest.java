package io.executions.handlers.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandEndTest {
  /** Leaves a grandchild, in a process group of its own, that ignores TERM. */
  private static final String STUBBORN =
      """
      cat >"%1$s/stubborn" <<'END'
      trap '' TERM HUP INT
      echo $$ >"%1$s/grandchild"
      while :; do sleep 1; done
      END
      (timeout 600 sh "%1$s/stubborn" &)
      echo $$ >"%1$s/leader"
      """;

  private Scene scene;

  @BeforeEach
  void prepare(@TempDir Path root) throws IOException {
    scene = new Scene(root);
    scene.script(
        "stubborn", "echo begun; " + STUBBORN.formatted(root) + "while :; do sleep 1; done");
  }

  @AfterEach
  void endTheWatcher() {
    scene.handler.close();
  }

  @Test
  void cancelEndsAGrandchildThatIgnoresTerm() throws Exception {
    Scene.Running running = scene.start("stubborn");
    long grandchild = scene.pid("grandchild");
    long leader = scene.pid("leader");
    running.cancel();
    assertThat(running.output())
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .withCauseInstanceOf(InterruptedException.class)
        .havingCause()
        .isInstanceOfSatisfying(
            CommandStoppedException.class,
            stopped ->
                assertThat(stopped.output().orElseThrow())
                    .hasToString("{\"stdout\":\"begun\\n\",\"stderr\":\"\"}"));
    assertThat(Scene.lives(grandchild)).isFalse();
    assertThat(Scene.lives(leader)).isFalse();
  }

  @Test
  void cancelIsSeenWithoutAnInterrupt() {
    Scene.Running running = scene.start("stubborn");
    scene.pid("leader");
    running.attempt().cancelled.set(true);
    assertThat(running.output()).failsWithin(Duration.ofSeconds(20));
  }

  @Test
  void cancelLetsACommandThatHeedsTermCleanUp() throws Exception {
    scene.script(
        "polite",
        "trap 'echo bye >\"%1$s/bye\"; exit 0' TERM; echo $$ >\"%1$s/leader\"; while :; do sleep 0.1; done"
            .formatted(scene.root));
    Scene.Running running = scene.start("polite");
    scene.pid("leader");
    running.cancel();
    assertThat(running.output()).failsWithin(Duration.ofSeconds(20));
    assertThat(scene.root.resolve("bye")).hasContent("bye");
  }

  @Test
  void cancelEndsACommandThatFloodsItsOutput() throws IOException {
    scene.script("flood", "echo $$ >\"%s/leader\"; exec yes".formatted(scene.root));
    Scene.Running running = scene.start("flood");
    scene.pid("leader");
    running.cancel();
    assertThat(running.output()).failsWithin(Duration.ofSeconds(20));
  }

  @Test
  void theEndOfTheCommandIsTheEndOfWhatItLeftInTheBackground() throws Exception {
    scene.script("leaves", "echo done; sleep 600 & echo $! >\"%s/child\"".formatted(scene.root));
    assertThat(scene.run("leaves").getString("stdout")).isEqualTo("done\n");
    assertThat(Scene.lives(scene.pid("child"))).isFalse();
  }

  @Test
  void aProcessThatLeftTheSessionCannotHoldTheHandler() throws Exception {
    scene.script(
        "escapes",
        "setsid sh -c 'echo $$ >\"%s/child\"; sleep 600' & sleep 0.3; echo done"
            .formatted(scene.root));
    assertThat(scene.run("escapes").getString("stdout")).isEqualTo("done\n");
    long child = scene.pid("child");
    assertThat(Scene.lives(child)).isTrue();
    ProcessHandle.of(child).orElseThrow().descendants().forEach(ProcessHandle::destroyForcibly);
    ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void whatFinishesSoonAfterTheCommandMayFinish() throws Exception {
    scene.script("tail", "(sleep 0.05; echo later) & echo first");
    assertThat(scene.run("tail").getString("stdout")).isEqualTo("first\nlater\n");
  }

  @Test
  void theWatcherEndsEverythingWhenTheServerIsKilled() throws Exception {
    Process server = OtherServer.start(scene.commands, scene.data, 7, "stubborn").start();
    long grandchild = scene.pid("grandchild");
    long leader = scene.pid("leader");
    kill(server);
    await().until(() -> !Scene.lives(leader) && !Scene.lives(grandchild));
  }

  @Test
  void anotherWatcherStartsWhenSomebodyEndedTheFirst() throws Exception {
    scene.script("short", "echo short");
    List<ProcessHandle> before = ProcessHandle.current().children().toList();
    scene.run("short");
    ProcessHandle watcher =
        ProcessHandle.current()
            .children()
            .filter(child -> !before.contains(child))
            .findAny()
            .orElseThrow();
    watcher.destroyForcibly();
    await().until(() -> !watcher.isAlive());
    assertThat(scene.run("short").getString("stdout")).isEqualTo("short\n");
  }

  @Test
  void leftoversOfAKilledServerEndBeforeTheNextAttemptStarts() throws Exception {
    Process server = OtherServer.start(scene.commands, scene.data, 7, "stubborn").start();
    long grandchild = scene.pid("grandchild");
    scene.pid("leader");
    killWatcherOf(server);
    kill(server);
    assertThat(Scene.lives(grandchild)).isTrue();
    scene.script("probe", "grep -q '^State:.[^ZX]' /proc/$1/status && echo lives || echo gone");
    assertThat(scene.run("probe", Long.toString(grandchild)).getString("stdout"))
        .isEqualTo("gone\n");
    try (Stream<Path> places = Files.list(scene.data.resolve("commands"))) {
      assertThat(places).hasSize(1);
    }
  }

  @Test
  void leftoversAreFoundWhenTheServerDiedBeforeItWroteThemDown() throws Exception {
    Process server = OtherServer.start(scene.commands, scene.data, 7, "stubborn").start();
    long grandchild = scene.pid("grandchild");
    scene.pid("leader");
    killWatcherOf(server);
    kill(server);
    try (Stream<Path> files = Files.walk(scene.data)) {
      for (Path file : files.filter(path -> path.endsWith("session")).toList()) {
        Files.delete(file);
      }
    }
    scene.script("short", ":");
    scene.run("short");
    assertThat(Scene.lives(grandchild)).isFalse();
  }

  @Test
  void whatALivingServerRunsInTheSameDirectoryIsLetAlone() throws Exception {
    Process server = OtherServer.start(scene.commands, scene.data, 7, "stubborn").start();
    try {
      long grandchild = scene.pid("grandchild");
      scene.script("short", "echo short");
      assertThat(scene.run("short").getString("stdout")).isEqualTo("short\n");
      assertThat(Scene.lives(grandchild)).isTrue();
      assertThat(Scene.lives(scene.pid("leader"))).isTrue();
    } finally {
      kill(server);
    }
  }

  private static void killWatcherOf(Process server) throws InterruptedException {
    ProcessHandle watcher =
        server
            .children()
            .filter(child -> child.info().arguments().orElse(new String[0]).length == 2)
            .findAny()
            .orElseThrow();
    watcher.destroyForcibly();
    await().until(() -> !Scene.lives(watcher.pid()));
  }

  private static void kill(Process server) throws InterruptedException {
    server.destroyForcibly();
    assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }
}
