package io.executions.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.executions.web.security.OpenToAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document says all that the resources do, and nothing else. */
class OpenApiDocumentTest {
  private static final List<Class<?>> RESOURCES =
      new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
              .importPackages("io.executions.web")
              .stream()
              .filter(type -> type.isAnnotatedWith(Path.class))
              .<Class<?>>map(JavaClass::reflect)
              .toList();

  static OpenApiDocument document() throws IOException {
    return document("openapi.yaml");
  }

  private static OpenApiDocument document(String file) throws IOException {
    try (InputStream document = OpenApiResource.class.getResourceAsStream(file)) {
      return new OpenApiDocument(new String(document.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private record Operation(String name, Method method) {
    boolean open() {
      return method.getDeclaringClass().isAnnotationPresent(OpenToAll.class);
    }

    Set<String> consumes() {
      return Stream.of(method, method.getDeclaringClass())
          .map(element -> element.getAnnotation(Consumes.class))
          .filter(Objects::nonNull)
          .findFirst()
          .map(consumes -> Set.of(consumes.value()))
          .orElse(Set.of());
    }
  }

  private static Stream<Operation> operations(Class<?> resource) {
    String base = resource.getAnnotation(Path.class).value();
    return Arrays.stream(resource.getDeclaredMethods())
        .flatMap(
            method ->
                verb(method).map(verb -> new Operation(verb + " " + join(base, method), method)));
  }

  private static String join(String base, Method method) {
    Path path = method.getAnnotation(Path.class);
    return (path == null ? base : base + path.value()).replace("//", "/");
  }

  private static Stream<String> verb(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .filter(type -> type.isAnnotationPresent(HttpMethod.class))
        .map(type -> type.getAnnotation(HttpMethod.class).value());
  }

  private static List<Operation> operations() {
    return RESOURCES.stream().flatMap(OpenApiDocumentTest::operations).toList();
  }

  @Test
  void describesEveryResourceMethodAndNothingElse() throws IOException {
    assertThat(document().operations())
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(operations().stream().map(Operation::name).toList());
  }

  @Test
  void namesEachOperationAsItsMethod() throws IOException {
    OpenApiDocument document = document();
    for (Operation operation : operations()) {
      assertThat(document.operation(operation.name()).get("operationId").asText())
          .as(operation.name())
          .isEqualTo(operation.method().getName());
    }
  }

  @Test
  void describesTheBodiesThatAreTaken() throws IOException {
    OpenApiDocument document = document();
    for (Operation operation : operations()) {
      Set<String> described = new TreeSet<>();
      document
          .operation(operation.name())
          .path("requestBody")
          .path("content")
          .fieldNames()
          .forEachRemaining(described::add);
      assertThat(described).as(operation.name()).isEqualTo(operation.consumes());
    }
  }

  @Test
  void demandsATokenWhereTheResourceDoes() throws IOException {
    OpenApiDocument document = document();
    for (Operation operation : operations()) {
      assertThat(document.operation(operation.name()).has("security"))
          .as(operation.name())
          .isEqualTo(operation.open());
    }
  }

  @Test
  void isTheSameInJson() throws IOException {
    assertThat(document("openapi.json").root()).isEqualTo(document().root());
  }

  @Test
  void describesEveryStatus() throws IOException {
    OpenApiDocument document = document();
    var special = new TreeMap<String, Set<Integer>>();
    special.put("POST /executions", Set.of(200, 201, 400, 409, 413, 415, 422));
    special.put("POST /executions/batch", Set.of(201, 400, 409, 413, 415, 422));
    special.put("GET /executions", Set.of(200, 400));
    special.put("GET /executions/{id}", Set.of(200, 400, 404));
    special.put("GET /executions/{id}/attempts", Set.of(200, 400, 404));
    special.put("POST /executions/{id}/cancel", Set.of(200, 202, 400, 404, 409));
    special.put("POST /executions/{id}/retry", Set.of(200, 400, 404, 409));
    special.put("PATCH /executions/{id}", Set.of(200, 400, 404, 409, 412, 413, 415));
    special.put("DELETE /executions/{id}", Set.of(204, 400, 404, 409));
    for (String verb : List.of("cancel", "retry", "delete")) {
      special.put("POST /executions/" + verb, Set.of(200, 202, 400, 413, 415));
    }
    special.put("GET /bulk", Set.of(200, 400));
    special.put("GET /bulk/{id}", Set.of(200, 400, 404));
    special.put("POST /bulk/{id}/stop", Set.of(202, 400, 404));
    special.put("GET /stats", Set.of(200, 400));
    special.put("GET /stats/failures", Set.of(200, 400));
    special.put("GET /stats/series", Set.of(200, 400));
    special.put("GET /status", Set.of(200, 400));
    special.put("GET /types", Set.of(200, 400));
    special.put("GET /queues", Set.of(200, 400));
    special.put("GET /queues/{name}", Set.of(200, 400, 404));
    special.put("PUT /queues/{name}", Set.of(200, 400, 413, 415));
    special.put("DELETE /queues/{name}", Set.of(204, 400, 404, 409));
    special.put("GET /schedules", Set.of(200, 400));
    special.put("GET /schedules/{name}", Set.of(200, 400, 404));
    special.put("PUT /schedules/{name}", Set.of(200, 201, 400, 409, 413, 415));
    special.put("DELETE /schedules/{name}", Set.of(204, 400, 404, 409));
    special.put("POST /schedules/{name}/trigger", Set.of(201, 400, 404, 409, 413));
    special.put("POST /schedules/{name}/backfill", Set.of(200, 201, 400, 404, 413, 415));
    special.put("POST /schedules/{name}/pause", Set.of(200, 400, 404));
    special.put("POST /schedules/{name}/resume", Set.of(200, 400, 404));
    special.put("POST /schedules/preview", Set.of(200, 400, 413, 415));
    special.put("GET /settings", Set.of(200, 400));
    special.put("PATCH /settings", Set.of(200, 400, 413, 415));
    for (String request : List.of("drain", "resume", "poll")) {
      special.put("POST /nodes/{id}/" + request, Set.of(202, 400, 404, 409));
    }
    special.put("POST /tokens", Set.of(201, 400, 409, 413, 415));
    special.put("GET /tokens", Set.of(200, 400));
    special.put("DELETE /tokens/{name}", Set.of(204, 400, 404, 409));
    special.put("GET /audit", Set.of(200, 400));
    special.put("GET /events", Set.of(200, 400));
    special.put("POST /session", Set.of(200, 400, 401, 413, 415, 429, 503));
    special.put("GET /session", Set.of(200, 400));
    special.put("DELETE /session", Set.of(204, 400));
    special.put("GET /health/live", Set.of(200, 400, 503));
    special.put("GET /health/ready", Set.of(200, 400, 503));
    special.put("GET /openapi.yaml", Set.of(200, 400));
    special.put("GET /openapi.json", Set.of(200, 400));
    for (Operation operation : operations()) {
      Set<Integer> common =
          operation.open() ? Set.of(406, 500) : Set.of(401, 403, 406, 429, 500, 503);
      Set<Integer> expected =
          Stream.of(common, special.get(operation.name()))
              .flatMap(Set::stream)
              .collect(Collectors.toSet());
      assertThat(document.statuses(operation.name()))
          .as(operation.name())
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void describesSuccessesBeforeProblems() throws IOException {
    OpenApiDocument document = document();
    assertThat(document.operations())
        .allSatisfy(operation -> assertThat(List.copyOf(document.statuses(operation))).isSorted());
  }

  @Test
  void isRightBehindAnyContextRootAndNamesItsTokens() throws IOException {
    OpenApiDocument document = document();
    assertThat(document.root().at("/openapi").asText()).startsWith("3.");
    assertThat(document.root().at("/servers/0/url").asText()).isEqualTo(".");
    assertThat(document.root().at("/components/securitySchemes/token/scheme").asText())
        .isEqualTo("bearer");
    assertThat(document.root().at("/security/0").has("token")).isTrue();
    assertThat(document.root().at("/paths/~1health~1live/get/security").isArray()).isTrue();
  }

  @Test
  void takesTheTimesOfRfc3339AndNoOthers() throws IOException {
    OpenApiDocument document = document();
    for (String time :
        List.of(
            "2030-01-31T08:00:00Z",
            "2030-01-31t08:00:00.12345678901234z",
            "2030-01-31T08:00:00-23:59")) {
      assertThat(faultsOfRunAt(document, time)).isEmpty();
    }
    for (String time :
        List.of("2030-01-31 08:00:00Z", "2030-01-31T08:00Z", "2030-02-30T08:00:00Z")) {
      assertThat(faultsOfRunAt(document, time)).isNotEmpty();
    }
  }

  private static Set<String> faultsOfRunAt(OpenApiDocument document, String time) {
    return document.faultsOfBody(
        "NewExecution", "{\"type\":\"t\",\"runAt\":\"%s\"}".formatted(time));
  }

  @Test
  void knowsTheOperationOfAPath() throws IOException {
    OpenApiDocument document = document();
    assertThat(document.operation("POST", "/nodes/7/drain")).contains("POST /nodes/{id}/drain");
    assertThat(document.operation("GET", "/executions/x")).contains("GET /executions/{id}");
    assertThat(document.operation("POST", "/executions/batch")).contains("POST /executions/batch");
    assertThat(document.operation("GET", "/executions/batch")).isEmpty();
    assertThat(document.operation("GET", "/executions/1/cancel")).isEmpty();
    assertThat(document.operation("GET", "/nothing")).isEmpty();
  }

  @Test
  void findsFaultsInAnswersThatAreNotAsDescribed() throws IOException {
    OpenApiDocument document = document();
    assertThat(document.faults("GET /health/live", 200, "application/json", "{\"status\":\"up\"}"))
        .isEmpty();
    assertThat(document.faults("GET /health/live", 200, "application/json", "{\"status\":\"no\"}"))
        .isNotEmpty();
    assertThat(
            document.faults(
                "GET /health/live", 200, "application/json", "{\"status\":\"up\",\"more\":1}"))
        .isNotEmpty();
    assertThat(document.faults("GET /health/live", 418, "application/json", "{}")).isNotEmpty();
  }
}
