package io.executions.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.executions.api.ExecutionStats;
import io.executions.api.ExecutionStatus;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {
  private static final Annotation[] NONE = {};

  private final DocumentReader reader = new DocumentReader();

  @SuppressWarnings("unchecked")
  private <T> T read(Class<T> type, String body) {
    return (T)
        reader.readFrom(
            (Class<Object>) type,
            type,
            NONE,
            MediaType.APPLICATION_JSON_TYPE,
            new MultivaluedHashMap<>(),
            new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void doesNotMindFieldsThatANewerServiceHas() {
    assertThat(
            read(
                ExecutionStats.class,
                """
                {"pending": 1, "running": 2, "completed": 3, "failed": 4, "cancelled": 5, "total": 15,
                 "pendingCapped": true, "stranded": 6}
                """))
        .isEqualTo(new ExecutionStats(1, 2, 3, 4, 5, true));
  }

  @Test
  void knowsAnExecutionOfWhichNothingIsLeftButItsId() {
    CreatedExecution created = read(CreatedExecution.class, "{\"id\": 42}");

    assertThat(created.id()).isEqualTo(42);
    assertThat(created.execution()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"pending\": \"many\"}"})
  void saysSoWhereTheAnswerIsNotOneOfTheService(String body) {
    assertThatExceptionOfType(ProcessingException.class)
        .isThrownBy(() -> read(ExecutionStats.class, body));
  }

  @Test
  void leavesWhatItDoesNotKnowToOthers() {
    for (Class<?> type : List.of(String.class, List.class, Object.class)) {
      assertThat(reader.isReadable(type, type, NONE, MediaType.APPLICATION_JSON_TYPE)).isFalse();
    }
  }

  @Test
  void readsItsOwnParameters() {
    Statuses statuses = Statuses.of(ExecutionStatus.FAILED, ExecutionStatus.PENDING);
    Wait wait = new Wait(10);

    assertThat(statuses).hasToString("pending,failed");
    assertThat(Statuses.fromString("pending,failed")).isEqualTo(statuses);
    assertThat(wait).hasToString("wait=10");
    assertThat(Wait.fromString("wait=10")).isEqualTo(wait);
  }
}
