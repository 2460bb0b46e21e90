package io.executions.it.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.executions.it.servers.LaunchedServer;
import java.net.URL;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an application gets from having the service inside. */
@ExtendWith({LaunchedServer.class, ArquillianExtension.class})
@RunAsClient
abstract class LibrarySuite {
  @ArquillianResource private URL application;
  private LibraryClient client;

  @BeforeEach
  void findApplication() throws Exception {
    client = new LibraryClient(LaunchedServer.onLoopback(application.toURI()));
    client.awaitReadiness();
  }

  @Test
  void commitsAnExecutionWithTheCallersTransactionAndStartsItNoSooner() throws Exception {
    String entry = LibraryClient.newEntry();
    CompletableFuture<HttpResponse<String>> creation = client.send("POST", held(entry));
    client.post("held");
    JsonNode meanwhile =
        client.awaitEnd(client.post(LibraryClient.creation(LibraryClient.newEntry(), "return")));
    assertThat(entries()).doesNotContain(entry, "created " + entry);
    client.post("let-go");
    assertThat(creation.join().statusCode()).isEqualTo(200);
    JsonNode ended = client.awaitEnd(creation.join().body());
    assertThat(ended.get("status").asText()).isEqualTo("completed");
    assertThat(entries()).contains(entry, "created " + entry);
    assertThat(time(ended, "createdAt")).isBefore(time(meanwhile, "createdAt"));
    assertThat(time(ended, "startedAt")).isAfter(time(meanwhile, "startedAt"));
  }

  @Test
  void goesToWorkAfterTheCallersTransactionWithoutATraceInTheServersLog() throws Exception {
    client.awaitEnd(client.post(LibraryClient.creation(LibraryClient.newEntry(), "return")));
    assertThat(LaunchedServer.logged("Joined the cluster as node")).isNotEmpty();
    assertThat(LaunchedServer.logged("(?i)after.?completion|system exception occurred")).isEmpty();
  }

  @Test
  void leavesNothingWhenTheCallersTransactionIsRolledBack() throws Exception {
    String entry = LibraryClient.newEntry();
    String before = client.get("total").asText();
    CompletableFuture<HttpResponse<String>> refused =
        client.send("POST", held(entry) + "&fail=true");
    client.post("held");
    // What is created meanwhile runs, so the one that is rolled back could have, too.
    client.awaitEnd(client.post(LibraryClient.creation(LibraryClient.newEntry(), "return")));
    client.post("let-go");
    assertThat(refused.join().statusCode()).isEqualTo(418);
    client.awaitEnd(client.post(LibraryClient.creation(LibraryClient.newEntry(), "return")));
    assertThat(Long.parseLong(client.get("total").asText())).isEqualTo(Long.parseLong(before) + 2);
    assertThat(entries()).doesNotContain(entry, "created " + entry);
  }

  @Test
  void completesAnExecutionTogetherWithItsOwnWork() throws Exception {
    String entry = LibraryClient.newEntry();
    JsonNode ended = client.awaitEnd(client.post(LibraryClient.creation(entry, "return")));
    assertThat(ended.get("status").asText()).isEqualTo("completed");
    assertThat(ended.at("/output/booked").asText()).isEqualTo(entry);
    assertThat(ended.at("/output/sum").asInt()).isEqualTo(42);
    assertThat(entries()).contains(entry);
  }

  @Test
  void tellsTheObserversOfTheApplicationOfEachEnd() throws Exception {
    String returned = client.post(LibraryClient.creation(LibraryClient.newEntry(), "return"));
    String thrown = client.post(LibraryClient.creation(LibraryClient.newEntry(), "throw"));
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(client.get("heard"))
                    .extracting(JsonNode::asText)
                    .contains(returned, thrown));
  }

  @Test
  void rollsBackTheWorkOfAHandlerThatThrows() throws Exception {
    String entry = LibraryClient.newEntry();
    JsonNode ended = client.awaitEnd(client.post(LibraryClient.creation(entry, "throw")));
    assertThat(ended.get("status").asText()).isEqualTo("failed");
    assertThat(ended.get("error").asText()).contains("No such account");
    assertThat(entries()).contains("created " + entry).doesNotContain(entry);
  }

  @Test
  void givesEachAttemptARequestScopeOfItsOwn() throws Exception {
    JsonNode one =
        client.awaitEnd(client.post(LibraryClient.creation(LibraryClient.newEntry(), "return")));
    JsonNode other =
        client.awaitEnd(client.post(LibraryClient.creation(LibraryClient.newEntry(), "return")));
    assertThat(one.at("/output/request").asText()).isNotBlank();
    assertThat(other.at("/output/request")).isNotEqualTo(one.at("/output/request"));
  }

  @Test
  void givesHandlersTheApplicationsConfigurationAndNobodysIdentity() throws Exception {
    JsonNode ended =
        client.awaitEnd(client.post(LibraryClient.creation(LibraryClient.newEntry(), "return")));
    assertThat(ended.at("/output/currency").asText()).isEqualTo("EUR");
    assertThat(ended.at("/output/caller").asText()).isEqualToIgnoringCase("anonymous");
  }

  @Test
  void takesTheServicesSettingsFromTheApplicationsConfiguration() throws Exception {
    assertThat(client.get("interval").asInt()).isEqualTo(1500);
  }

  @Test
  void leavesTheBindingOfTheApplicationsJsonAsItIs() throws Exception {
    assertThat(client.get("sign").toString()).isEqualTo("{\"says\":\"Open\"}");
  }

  @Test
  void hasNoHandlersButItsOwn() throws Exception {
    assertThat(client.get("handlers"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder("book", "stubborn");
  }

  @Test
  void showsAHandlerThatHeedsNoCancelAsOverdueAndNotAsCancelled() throws Exception {
    String id = client.post("create/stubborn", "{}");
    client.await(id, "running");
    client.post("executions/" + id + "/cancel");
    JsonNode overdue = client.await(id, execution -> execution.get("overdue").asBoolean());
    assertThat(overdue.get("status").asText()).isEqualTo("running");
    client.post("release");
    JsonNode ended = client.awaitEnd(id);
    assertThat(ended.get("status").asText()).isEqualTo("cancelled");
    assertThat(client.get("entries").toString()).contains("stubborn " + id + " true");
  }

  @Test
  void definesSchedulesInItsCode() throws Exception {
    for (String name : List.of("yearly-booking", "rarely")) {
      JsonNode schedule = client.get("schedules/" + name);
      assertThat(schedule.get("source").asText()).isEqualTo("code");
      assertThat(schedule.get("state").asText()).isEqualTo("active");
      assertThat(client.send("DELETE", "schedules/" + name).join().body())
          .contains("defined in the code of the application library");
    }
  }

  @Test
  void triggersAScheduleInATransactionOfItsOwn() throws Exception {
    String entry = LibraryClient.newEntry();
    JsonNode ended = client.awaitEnd(client.post("schedules/rarely?entry=" + entry));
    assertThat(ended.get("status").asText()).isEqualTo("completed");
    assertThat(entries()).contains(entry, "scheduled");

    String undone = LibraryClient.newEntry();
    HttpResponse<String> refused =
        client.send("POST", "schedules/rarely?fail=true&entry=" + undone).join();
    assertThat(refused.statusCode()).isEqualTo(418);
    // It was created all the same; its entry is there already, so it fails.
    assertThat(client.awaitEnd(refused.body()).get("status").asText()).isEqualTo("failed");
    assertThat(entries()).doesNotContain(undone);
  }

  @Test
  void startsAndStopsInAnyOrder() throws Exception {
    assertThat(client.post("node/initialize")).isEqualTo("true");
    assertThat(client.post("node/shutdown")).isEqualTo("false");
    assertThat(client.post("node/shutdown")).isEqualTo("false");
    String id = client.post(LibraryClient.creation(LibraryClient.newEntry(), "return"));
    assertThat(client.get("executions/" + id).get("status").asText()).isEqualTo("pending");
    assertThat(client.post("node/initialize")).isEqualTo("true");
    assertThat(client.post("node/initialize")).isEqualTo("true");
    client.await(id, "completed");
    assertThat(client.post("node/shutdown")).isEqualTo("false");
    assertThat(client.post("node/initialize")).isEqualTo("true");
    client.await(
        client.post(LibraryClient.creation(LibraryClient.newEntry(), "return")), "completed");
  }

  /** Returns the path of a creation that does not commit before it is let go. */
  private static String held(String entry) {
    return LibraryClient.creation(entry, "return") + "&hold=true";
  }

  private static Instant time(JsonNode execution, String name) {
    return Instant.parse(execution.get(name).asText());
  }

  private List<String> entries() throws Exception {
    List<String> entries = new ArrayList<>();
    client.get("entries").forEach(entry -> entries.add(entry.asText()));
    return entries;
  }
}
