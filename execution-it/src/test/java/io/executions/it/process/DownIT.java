package io.executions.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only another start can mend: health says so, and nobody is left without an answer. */
class DownIT {
  private static final Duration MOMENT = Duration.ofSeconds(60);

  @TempDir private Path home;

  @Test
  void saysThatItIsDownWhileItAnswersNothingButHealth() throws Exception {
    Path broken = home.resolve("broken");
    Installation node =
        new Installation(home)
            .archive(HandlerArchive.in(home, BrokenPath.class, FileHolder.class))
            .with("EXECUTION_LEASE_MS", "3000")
            .with("BROKEN_PATH", broken.toString());
    try (ServiceProcess process = node.start().awaitReady()) {
      Files.writeString(broken, "error");
      awaitHealth(node, 503);
      Refusal.checkBroken(node.client().get("api/status"));
      Files.delete(broken);
      awaitHealth(node, 200);
      assertThat(node.client().get("api/status").status()).isEqualTo(200);

      Files.writeString(broken, "class");
      assertThat(node.client().get("api/status").status()).isEqualTo(500);
      awaitHealth(node, 503);
      Files.delete(broken);
      await().atMost(MOMENT).until(() -> node.client().get("api/status").status() == 200);
      awaitHealth(node, 503);
      assertThat(process.alive()).isTrue();

      endsWhenItsDatabaseIsLost(process, node);
    }
  }

  /** The engine goes on while requests are not answered, so the same process will do. */
  private static void endsWhenItsDatabaseIsLost(ServiceProcess process, Installation node)
      throws Exception {
    String file = node.dataDir().resolve("executions.mv.db").toString();
    JsonObject request =
        Json.createObjectBuilder().add("type", FileHolder.TYPE).add("input", file).build();
    long id = node.client().post("api/executions", request).id();

    assertThat(process.awaitExit(MOMENT)).isEqualTo(3);
    List<String> log = process.log();
    assertThat(log.get(log.size() - 1))
        .contains("The file of the embedded database is in use and stays so")
        .endsWith("it ends with 3, to be started anew");

    try (ServiceProcess next = node.with("EXECUTION_MAX_INTERRUPTIONS", "1").start().awaitReady()) {
      await().atMost(MOMENT).until(() -> node.client().executions("status=failed").size() == 1);
      assertThat(node.client().get("api/executions/" + id).status()).isEqualTo(200);
      assertThat(next.alive()).isTrue();
    }
  }

  private static void awaitHealth(Installation node, int status) {
    for (String path : List.of("api/health/live", "api/health/ready")) {
      await(path).atMost(MOMENT).until(() -> node.client().get(path).status() == status);
    }
  }
}
