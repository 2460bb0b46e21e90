package io.executions.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.port.Readiness;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthResourceTest {
  private record Node(List<String> problems, boolean isDamaged) implements Readiness {
    @Override
    public List<String> warnings() {
      return List.of();
    }
  }

  @Test
  void livesWhileItCannotTakeWork() {
    Response answer = new HealthResource(new Node(List.of("It drains"), false)).getLiveness();

    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(text(answer)).isEqualTo("{\"status\":\"up\"}");
  }

  @Test
  void asksForAnotherStartWhenNothingElseCanHelp() {
    Response answer = new HealthResource(new Node(List.of("A poll failed"), true)).getLiveness();

    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(text(answer)).isEqualTo("{\"status\":\"down\"}");
  }

  private static String text(Response answer) {
    return new String((byte[]) answer.getEntity(), StandardCharsets.UTF_8);
  }
}
