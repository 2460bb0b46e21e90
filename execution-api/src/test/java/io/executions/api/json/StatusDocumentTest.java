package io.executions.api.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.ClusterSettings;
import io.executions.api.ProcessingStatus;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusDocumentTest {
  @Test
  void theTypesThatNobodyHandlesAreNamedWhereThereAreSome() {
    assertThat(
            StatusDocument.write(status(List.of("http", "mail")))
                .getJsonArray("unhandledTypes")
                .getValuesAs(JsonString::getString))
        .containsExactly("http", "mail");
    assertThat(StatusDocument.write(status(List.of()))).doesNotContainKey("unhandledTypes");
  }

  private static ProcessingStatus status(List<String> unhandledTypes) {
    return new ProcessingStatus(
        0,
        0,
        false,
        new ClusterSettings(1, false, Optional.empty()),
        Duration.ofSeconds(2),
        true,
        "1",
        "node",
        List.of(),
        unhandledTypes);
  }
}
