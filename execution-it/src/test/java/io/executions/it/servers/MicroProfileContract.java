package io.executions.it.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.it.service.ServiceClient;
import io.executions.web.OpenApiDocument;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the endpoints of a server with MicroProfile tell of the service. */
interface MicroProfileContract {
  Duration MOMENT = Duration.ofMinutes(1);

  /** Returns the service. */
  ServiceClient service();

  /** Returns where the server's applications are. */
  URI applications();

  /** Returns where the server tells of its health. */
  URI health();

  /** Returns a client at that address without a token of the service. */
  default ServiceClient anybody(URI address) {
    return new ServiceClient(address.resolve("/"), "nobody");
  }

  @Test
  default void tellsTheServerThatItLivesAndIsReady() throws IOException {
    service().awaitReady();

    assertThat(check("/health/live", 200, "execution-service-live").getString("status"))
        .isEqualTo("UP");
    assertThat(check("/health/ready", 200, "execution-service-ready").getString("status"))
        .isEqualTo("UP");
    assertThat(check("/health", 200, "execution-service-ready").getString("status"))
        .isEqualTo("UP");
  }

  @Test
  default void tellsTheServerWhatStandsInItsWay() throws IOException {
    String node = "api/nodes/" + polling() + "/";
    service().post(node + "drain");
    try {
      Awaitility.await("the server to know that the node drains")
          .atMost(MOMENT)
          .untilAsserted(
              () -> {
                JsonObject ready = check("/health/ready", 503, "execution-service-ready");
                assertThat(ready.getString("status")).isEqualTo("DOWN");
                assertThat(ready.getJsonObject("data").getString("problems"))
                    .isEqualTo("This node drains");
              });
      assertThat(anybody(health()).get("/health/live").status()).isEqualTo(200);
    } finally {
      service().post(node + "resume");
      service().awaitReady();
    }
  }

  @Test
  default void describesItsInterfaceInTheServersOwnDocument() throws IOException {
    OpenApiDocument own = new OpenApiDocument(service().get("api/openapi.yaml").body());
    OpenApiDocument served = new OpenApiDocument(anybody(applications()).get("/openapi").body());
    String base = URI.create(served.root().at("/servers/0/url").asText("")).getPath();

    assertThat(addresses(served, base)).isEqualTo(addresses(own, "/execution-service/api"));
    assertThat(served.root().at("/info")).isNotEmpty();
    assertThat(served.root().at("/components/schemas").properties())
        .hasSameSizeAs(own.root().at("/components/schemas").properties());
  }

  /** Returns all operations, such as {@code GET /execution-service/api/stats}. */
  private static Set<String> addresses(OpenApiDocument document, String base) {
    return document.operations().stream()
        .map(operation -> operation.replace(" /", " " + base + "/"))
        .collect(Collectors.toSet());
  }

  /** Returns the check of that name, out of an answer with that status. */
  private JsonObject check(String path, int status, String name) throws IOException {
    ServiceClient.Answer answer = anybody(health()).get(path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    return answer.json().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
        .filter(check -> check.getString("name").equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + answer.body()));
  }

  private long polling() throws IOException {
    return service().pollingNode().getJsonNumber("id").longValue();
  }
}
