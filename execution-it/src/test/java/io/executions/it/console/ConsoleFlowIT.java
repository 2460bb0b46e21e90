package io.executions.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queues, keys, tags and unique executions in the console. */
class ConsoleFlowIT {
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
  void createsOneInAQueueWithTagsAndAnotherOneLikeIt() throws IOException {
    create("mail", "customer 42", "vip, first");
    long first = shown();
    JsonObject created = service.client().get("api/executions/" + first).json();
    assertThat(created.getString("queue")).isEqualTo("mail");
    assertThat(created.getString("concurrencyKey")).isEqualTo("customer 42");
    assertThat(created.getJsonArray("tags")).hasToString("[\"vip\",\"first\"]");

    page.getByText("The same, by curl").click();
    assertThat(page.locator("details pre"))
        .containsText(Pattern.compile("\"queue\":\"mail\".*\"tags\":\\[\"vip\",\"first\"]"));
    console.link("Create one like this").click();
    assertThat(page.getByLabel("Concurrency key")).hasValue("customer 42");
    assertThat(page.getByLabel("Tags")).hasValue("vip, first");
  }

  @Test
  void saysThatAUniqueOneIsThereAlreadyAndWhatIsWrongWithATag() {
    create("mail", "", "");
    console.go("create");
    fill("", "", "good, not good!");
    console.button("Create").click();
    assertThat(fault("Tags")).containsText("/1");

    page.getByLabel("Tags").fill("");
    page.getByLabel("Unique key").fill("order 4711");
    page.getByLabel("Due").fill("2100-01-01T00:00");
    console.button("Create").click();
    assertThat(page.locator("h1")).hasText(Pattern.compile("Execution \\d+"));
    long first = shown();
    console.go("create");
    fill("", "", "");
    page.getByLabel("Unique key").fill("order 4711");
    console.button("Create").click();

    assertThat(page.locator("h1")).hasText("Execution " + first);
    assertThat(page.getByText("Execution %d has that key: none is created.".formatted(first)))
        .hasCount(1);
  }

  @Test
  void setsAQueueWhoseKeysTakeTurns() throws IOException {
    console.go("queues");
    console.button("Set a queue…").click();
    page.getByLabel("Name").fill("partner");
    page.getByLabel("How many at once").fill("3");
    page.getByLabel("Keys take turns").check();
    console.dialog().getByText("Set it").click();

    Locator row =
        page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("partner"));
    assertThat(row).containsText("take turns");
    JsonObject queue = service.client().get("api/queues/partner").json();
    assertThat(queue.getBoolean("fair")).isTrue();
    console.link("partner").click();
    assertThat(page.locator("dl.facts")).containsText("take turns");
  }

  private void create(String queue, String key, String tags) {
    console.go("create");
    fill(queue, key, tags);
    console.button("Create").click();
    assertThat(page.locator("h1")).hasText(Pattern.compile("Execution \\d+"));
  }

  private void fill(String queue, String key, String tags) {
    page.getByLabel("Type").fill("command");
    page.getByLabel("Input, as JSON").fill("{\"name\": \"work\", \"args\": [\"0\"]}");
    page.getByText("Queue, keys, tags, expiry").click();
    page.getByLabel("Queue", new Page.GetByLabelOptions().setExact(true)).fill(queue);
    page.getByLabel("Concurrency key").fill(key);
    page.getByLabel("Tags").fill(tags);
  }

  private long shown() {
    return Long.parseLong(page.locator("h1").textContent().replaceAll("\\D", ""));
  }

  private Locator fault(String label) {
    return page.locator(".field", new Page.LocatorOptions().setHas(page.getByLabel(label)))
        .locator(".fault");
  }
}
