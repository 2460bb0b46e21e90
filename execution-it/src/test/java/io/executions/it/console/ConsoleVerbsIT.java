package io.executions.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import io.executions.it.service.ServiceClient;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do in the console comes about in the service. */
class ConsoleVerbsIT {
  private static final IsVisibleOptions PATIENTLY = new IsVisibleOptions().setTimeout(20_000);

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
  void createsAnExecutionAndShowsItToItsEnd() {
    console.go("create");
    page.getByLabel("Type").fill("command");
    page.getByLabel("Input, as JSON").fill("{\"name\": \"work\", \"args\": [\"0\"]}");
    console.button("Create").click();

    assertThat(page.locator("h1")).hasText(Pattern.compile("Execution \\d+"));
    assertThat(page.locator(".head .status")).hasText("completed");
    assertThat(page.locator(".line")).containsText("Attempt 1");
    assertThat(console.button("Retry")).hasCount(0);
  }

  @Test
  void showsWhatTheServiceRefusesAtTheFieldsThatItNames() {
    console.go("create");
    page.getByLabel("Type").fill("command");
    page.getByLabel("Input, as JSON").fill("{\"name\": ");
    console.button("Create").click();
    assertThat(fault("Input, as JSON")).containsText("is no JSON");

    page.getByLabel("Input, as JSON").fill("{}");
    page.getByLabel("Priority").fill("5000");
    page.getByLabel("Attempts at most").fill("many");
    console.button("Create").click();

    assertThat(fault("Priority")).containsText("-1000");
    assertThat(fault("Attempts at most")).not().isEmpty();
    assertThat(page.getByLabel("Priority")).hasAttribute("aria-invalid", "true");
  }

  private Locator fault(String label) {
    return page.locator(".field", new Page.LocatorOptions().setHas(page.getByLabel(label)))
        .locator(".fault");
  }

  @Test
  void createsOneLikeAnotherWithNumbersAsTheyWere() throws IOException {
    JsonObject input =
        Json.createObjectBuilder()
            .add("big", Json.createValue(new java.math.BigDecimal("9007199254740993.10")))
            .build();
    long first = service.createsWaiting(input);
    console.go("executions/" + first);
    console.link("Create one like this").click();
    assertThat(page.getByLabel("Input, as JSON"))
        .hasValue(Pattern.compile("[\\s\\S]*9007199254740993\\.10[\\s\\S]*"));
    page.getByLabel("Due").fill("2100-01-01T00:00");
    console.button("Create").click();

    assertThat(page.locator("h1")).not().hasText("Create an execution");
    String heading = page.locator("h1").textContent();
    long second = Long.parseLong(heading.replaceAll("\\D", ""));
    assertThat(second).isNotEqualTo(first);
    assertThat(service.client().get("api/executions/" + second).body())
        .contains("9007199254740993.10");
  }

  @Test
  void cancelsAndRetries() throws IOException {
    long id = service.createsWaiting();
    console.go("executions/" + id);
    console.button("Cancel…").click();
    console.dialog().getByText("Cancel it").click();
    assertThat(page.locator(".head .status")).hasText("cancelled");
    console.button("Retry").click();
    assertThat(page.locator(".head .status")).not().hasText("cancelled");
    service.client().awaitAttempt(id, 1);
  }

  @Test
  void tellsARunningOneToStop() throws IOException {
    long id = service.creates(600);
    console.go("executions/" + id);
    assertThat(page.locator(".head .status")).hasText("running");
    console.button("Cancel…").click();
    console.dialog().getByText("Cancel it").click();
    assertThat(page.locator(".head .status")).hasText("cancelled");
  }

  @Test
  void steersNodesAndSettings() {
    ServiceClient client = service.client();
    console.go("settings");
    page.getByLabel("How many may run at once, in the whole cluster").fill("0");
    console.button("Set").first().click();
    assertThat(page.locator(".fault").first()).containsText("10");
    page.getByLabel("How many may run at once, in the whole cluster").fill("7");
    console.button("Set").first().click();
    await().until(() -> client.get("api/settings").json().getInt("maxConcurrentExecutions") == 7);

    console.button("Pause…").click();
    console.dialog().getByText("Pause", new Locator.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator(".pulse")).containsText("Paused");
    console.button("Resume").click();
    assertThat(page.locator(".pulse")).not().containsText("Paused");

    console.go("nodes");
    console.button("Poll now").click();
    console.button("Drain…").click();
    console.dialog().getByText("Drain it").click();
    assertThat(page.locator(".node .status")).hasText("draining");
    console.button("Resume").click();
    assertThat(page.locator(".node .status")).hasText("polling");
  }

  @Test
  void asksBeforeEndedExecutionsAreKeptForLess() throws IOException {
    ServiceClient client = service.client();
    String before = client.get("api/settings").json().getString("retention");
    console.go("settings");
    Locator retention = page.getByLabel("How long ended executions are kept");
    assertThat(retention).hasValue(before);
    retention.fill("PT20H");
    console.button("Set").last().click();
    assertThat(console.dialog()).containsText("Keep ended executions for PT20H only?");
    console.button("Leave it").click();
    assertThat(console.dialog()).hasCount(0);
    assertThat(client.get("api/settings").json().getString("retention")).isEqualTo(before);

    console.button("Set").last().click();
    console.button("Keep them for less").click();
    await().until(() -> client.get("api/settings").json().getString("retention").equals("PT20H"));
    retention.fill(before);
    console.button("Set").last().click();
    await().until(() -> client.get("api/settings").json().getString("retention").equals(before));
  }

  @Test
  void savesWhatIsFound() throws IOException {
    service.createsWaiting();
    console.go("executions?status=pending");
    assertThat(page.locator("tbody tr").first()).isVisible();
    Download csv = page.waitForDownload(() -> console.button("Save as CSV").click());
    List<String> lines = Files.readAllLines(csv.path());
    assertThat(lines.get(0))
        .endsWith(
            "id,type,status,priority,attempt,maxAttempts,timeoutMs,createdAt,runAt,startedAt,finishedAt,node,createdBy,queue,concurrencyKey,tags,uniqueKey,expiresAt,schedule,scheduledFor,errorMessage");
    assertThat(lines.subList(1, lines.size()))
        .isNotEmpty()
        .allMatch(line -> line.contains(",pending,"));

    Download json = page.waitForDownload(() -> console.button("Save as JSON").click());
    try (var reader = Json.createReader(Files.newInputStream(json.path()))) {
      assertThat(reader.readArray()).hasSize(lines.size() - 1);
    }
  }

  @Test
  void makesATokenThatSignsInAndTellsWhoDidWhat() {
    console.go("tokens");
    page.getByLabel("Name").fill("anna");
    page.getByLabel("Role").selectOption("operator");
    console.button("Create").click();
    String token = page.locator(".once pre").textContent();
    try (Console other = Console.open(chromium.browser(), service).signIn(token)) {
      assertThat(other.page().locator(".me")).hasText("anna (operator)");
      console.go("audit?action=createToken");
      assertThat(page.locator("tbody tr")).hasCount(1);
      assertThat(page.locator("tbody tr")).containsText("anna");

      console.go("tokens");
      console.button("Remove anna").click();
      console.dialog().getByText("Remove it").click();
      assertThat(other.heading("Sign in")).isVisible(PATIENTLY);
    }
  }

  @Test
  void leavesWhatIsFilteredInTheAddress() {
    console.go("executions");
    page.getByLabel("failed", new Page.GetByLabelOptions().setExact(true)).check();
    page.getByLabel("Created", new Page.GetByLabelOptions().setExact(true)).selectOption("hour");
    page.getByLabel("Order").selectOption("finished");
    assertThat(page)
        .hasURL(Pattern.compile(".*#/executions\\?status=failed&sort=finished&within=hour"));
    page.reload();
    assertThat(page.getByLabel("failed", new Page.GetByLabelOptions().setExact(true))).isChecked();
    assertThat(page.getByLabel("Order")).hasValue("finished");
  }
}
