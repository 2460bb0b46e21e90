package io.executions.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pending execution is changed, and nobody overwrites what another one has changed; an ended one
 * is deleted.
 */
class ConsoleChangeIT {
  @TempDir private static Path home;
  private static Chromium chromium;
  private static ConsoleService service;

  private Console console;
  private Page page;

  @BeforeAll
  static void start() throws IOException {
    chromium = Chromium.start();
    service = ConsoleService.start(home);
  }

  @AfterAll
  static void stop() {
    service.close();
    chromium.close();
  }

  @BeforeEach
  void signIn() {
    console = Console.open(chromium.browser(), service).signIn(ConsoleService.ADMIN);
    page = console.page();
  }

  @AfterEach
  void leave() {
    assertThat(console.otherComplaints()).isEmpty();
    console.close();
  }

  @Test
  void changesWhenAndHowAPendingOneRuns() throws IOException {
    long id = opened();
    console.button("Change…").click();
    page.getByLabel("Due").fill("2101-02-03T04:05");
    page.getByLabel("Priority").fill("-7");
    page.getByLabel("Attempts at most").fill("5");
    page.getByLabel("Time for an attempt, ms").fill("60000");
    console.button("Change it").click();

    assertThat(console.dialog()).hasCount(0);
    assertThat(fact("Priority")).hasText("-7");
    assertThat(fact("Time for an attempt")).hasText("1 min");
    JsonObject execution = service.client().execution(id);
    assertThat(execution.getString("runAt")).startsWith("2101-02-0");
    assertThat(execution.getInt("maxAttempts")).isEqualTo(5);
    assertThat(execution.getInt("revision")).isEqualTo(2);

    console.button("Change…").click();
    assertThat(page.getByLabel("Due")).hasValue("2101-02-03T04:05");
    page.getByLabel("Time for an attempt, ms").fill("");
    console.button("Change it").click();

    assertThat(fact("Time for an attempt")).hasText("no bound");
    assertThat(service.client().execution(id)).doesNotContainKey("timeoutMs");
  }

  @Test
  void makesOneDueAtOnceWhoseTimeIsTakenAway() throws IOException {
    long id = opened();
    console.button("Change…").click();
    page.getByLabel("Due").fill("");
    console.button("Change it").click();

    service.client().awaitStatus(id, "failed");
    assertThat(page.locator(".head .status")).hasText("failed");
    assertThat(console.button("Change…")).hasCount(0);
  }

  @Test
  void showsWhatTheServiceRefusesAtTheFieldsThatItNames() throws IOException {
    long id = opened();
    console.button("Change…").click();
    page.getByLabel("Priority").fill("5000");
    page.getByLabel("Attempts at most").fill("many");
    console.button("Change it").click();

    assertThat(fault("Priority")).containsText("-1000");
    assertThat(fault("Attempts at most")).containsText("whole number");
    assertThat(page.getByLabel("Priority")).hasAttribute("aria-invalid", "true");
    assertThat(service.client().execution(id).getInt("revision")).isEqualTo(1);
  }

  @Test
  void overwritesNothingThatSomebodyElseHasChangedMeanwhile() throws IOException {
    long id = opened();
    console.button("Change…").click();
    page.getByLabel("Attempts at most").fill("9");
    service
        .client()
        .patch("api/executions/" + id, Json.createObjectBuilder().add("priority", 42).build());
    console.button("Change it").click();

    Locator news = console.dialog().getByRole(AriaRole.ALERT);
    assertThat(news).containsText("Somebody has changed it meanwhile");
    assertThat(news).containsText("Priority: 0 → 42");
    assertThat(page.getByLabel("Priority")).hasValue("42");
    assertThat(page.getByLabel("Attempts at most")).hasValue("9");
    assertThat(service.client().execution(id).getInt("maxAttempts")).isEqualTo(1);

    console.button("Change it").click();

    assertThat(console.dialog()).hasCount(0);
    JsonObject execution = service.client().execution(id);
    assertThat(execution.getInt("priority")).isEqualTo(42);
    assertThat(execution.getInt("maxAttempts")).isEqualTo(9);
  }

  @Test
  void saysThatItCannotBeChangedAnyLonger() throws IOException {
    long id = opened();
    console.button("Change…").click();
    page.getByLabel("Priority").fill("1");
    service.client().post("api/executions/" + id + "/cancel");
    console.button("Change it").click();

    assertThat(console.dialog().getByRole(AriaRole.ALERT))
        .containsText("It is cancelled now, and only a pending one can be changed.");
    console.button("Leave it").click();
    assertThat(page.locator(".head .status")).hasText("cancelled");
  }

  @Test
  void deletesAnEndedOneAndGoesBackToTheListThatOneCameFrom() throws IOException {
    long id = service.createsWaiting();
    service.client().post("api/executions/" + id + "/cancel");
    console.go("executions?status=cancelled");
    console.link(Long.toString(id)).click();
    console.button("Delete…").click();
    console.button("Leave it").click();
    assertThat(service.client().get("api/executions/" + id).status()).isEqualTo(200);

    console.button("Delete…").click();
    console.button("Delete it").click();

    assertThat(console.heading("Executions")).isVisible();
    assertThat(page).hasURL(service.address() + "#/executions?status=cancelled");
    assertThat(service.client().get("api/executions/" + id).status()).isEqualTo(404);
  }

  private long opened() throws IOException {
    long id = service.createsWaiting();
    console.go("executions/" + id);
    return id;
  }

  private Locator fact(String name) {
    return page.locator("dt:text-is('%s') + dd".formatted(name));
  }

  private Locator fault(String label) {
    return page.locator(".field", new Page.LocatorOptions().setHas(page.getByLabel(label)))
        .locator(".fault");
  }
}
