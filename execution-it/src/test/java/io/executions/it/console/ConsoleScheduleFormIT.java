package io.executions.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.Json;
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

/** Schedules are made and changed in the console, with their next times as one writes. */
class ConsoleScheduleFormIT {
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
    NewContextOptions options = new NewContextOptions().setTimezoneId("Asia/Kathmandu");
    console = Console.open(chromium.browser(), service, options).signIn(ConsoleService.ADMIN);
    page = console.page();
  }

  @AfterEach
  void leave() {
    assertThat(console.otherComplaints()).isEmpty();
    console.close();
  }

  @Test
  void makesAScheduleWhoseTimesAreShownInTheZoneOfTheReaderBeforeItIsKept() throws IOException {
    console.go("new-schedule");
    assertThat(page.getByLabel("Time zone")).hasValue(Pattern.compile("Asia/Kath?mandu"));
    page.getByLabel("Name").fill("made");
    page.getByLabel("Cron").fill("30 2 29 2 *");
    page.getByLabel("Time zone").fill("UTC");

    Locator first = page.locator(".preview time").first();
    assertThat(first).hasAttribute("datetime", Pattern.compile("\\d+-02-29T02:30:00Z"));
    assertThat(first).hasAttribute("title", Pattern.compile("\\d+-02-29T02:30:00Z \\(UTC\\)"));
    assertThat(first).containsText(Pattern.compile("29 Feb \\d+, 08:15:00"));
    assertThat(page.locator(".preview")).containsText("02:30:00 in UTC");
    page.getByLabel("Type").fill("http");
    page.getByLabel("Input, as JSON")
        .fill("{\"url\": \"http://example.com/\", \"body\": 9007199254740993.10}");
    page.getByLabel("Attempts at most").fill("3");
    page.getByLabel("While the last one is unfinished").selectOption("queue");
    page.getByLabel("Paused at first").check();
    console.button("Make it").click();

    assertThat(console.heading("made")).isVisible();
    assertThat(page.locator(".head .status")).hasText("paused");
    String kept = service.client().get("api/schedules/made").body();
    assertThat(kept).contains("9007199254740993.10", "\"maxAttempts\":3", "\"overlap\":\"queue\"");
  }

  @Test
  void saysWhatIsWrongAtItsFieldWhileOneWritesAndLeavesOneThere() {
    console.go("new-schedule");
    page.getByLabel("Cron").fill("61 2 * * 9");
    assertThat(fault("Cron")).containsText("61");
    assertThat(page.getByLabel("Cron")).isFocused();
    Look.assertSound(console, "a schedule with faults");
    page.getByLabel("Cron").fill("0 0 30 2 *");
    assertThat(fault("Cron")).containsText("never");
    page.getByLabel("Cron").fill("0 0 1 2 *");
    assertThat(fault("Cron")).isHidden();
    assertThat(page.locator(".preview time").first()).isVisible();
    page.getByLabel("Time zone").fill("Europe/Berln");
    assertThat(fault("Time zone")).isVisible();
    assertThat(page.getByLabel("Time zone")).isFocused();
    page.getByLabel("Time zone").fill("");
    assertThat(fault("Time zone")).isHidden();

    page.getByLabel("Given as").selectOption("every");
    page.getByLabel("Every").fill("PT0S");
    assertThat(fault("Every")).isVisible();
  }

  @Test
  void tellsWhatTheServiceRefusesAndOverwritesNoOtherSchedule() throws IOException {
    service.keepsSchedule("taken");
    console.go("new-schedule");
    page.getByLabel("Cron").fill("0 0 1 2 *");
    page.getByLabel("Type").fill("http");
    assertNameIsRefused("taken", "is taken");
    assertNameIsRefused("a/b", "must begin with a small letter");
    assertNameIsRefused("preview", "requests for a preview go there");
    assertNameIsRefused("..", "must begin with a small letter");
    page.getByLabel("Name").fill("free");
    page.getByLabel("For times missed in an outage").selectOption("all");
    page.getByLabel("Spread, ms").fill("-1");
    page.getByLabel("Priority").fill("5000");
    console.button("Make it").click();

    assertThat(fault("For times missed in an outage")).containsText("allow");
    assertThat(fault("Spread, ms")).isVisible();
    assertThat(fault("Priority")).containsText("-1000");
    assertThat(service.client().get("api/schedules/free").status()).isEqualTo(404);
    assertThat(service.client().get("api/schedules/taken").body()).contains("30 2 29 2 *");
  }

  private void assertNameIsRefused(String name, String why) {
    page.getByLabel("Name").fill(name);
    console.button("Make it").click();
    assertThat(fault("Name")).containsText(why);
  }

  @Test
  void changesOneAndTakesFieldsAway() throws IOException {
    service.keepsSchedule(
        "changed",
        Json.createObjectBuilder()
            .add("every", "P1D")
            .add("description", "first")
            .add("endAt", "2100-01-01T00:00:00Z"));
    console.go("schedules/changed");
    console.link("Edit").click();
    assertThat(page.getByLabel("Every")).hasValue("PT24H");
    assertThat(page.getByLabel("Not after")).hasValue("2100-01-01T05:45");
    page.getByLabel("Every").fill("P2D");
    page.getByLabel("Description").fill("");
    page.getByLabel("Not after").fill("");
    console.button("Keep the changes").click();

    assertThat(console.heading("changed")).isVisible();
    JsonObject kept = service.client().get("api/schedules/changed").json();
    assertThat(kept.getString("every")).isEqualTo("P2D");
    assertThat(kept).doesNotContainKeys("description", "endAt");
  }

  @Test
  void keepsOfWhatIsCreatedWhatNobodyHasChanged() throws IOException {
    service.keepsSchedule(
        "keyed",
        Json.createObjectBuilder()
            .add("every", "P1D")
            .add("queue", "mail")
            .add("concurrencyKey", "customer 42")
            .add("tags", Json.createArrayBuilder().add("vip").add("first"))
            .add("uniqueKey", "only one")
            .add("uniqueFor", "PT1H")
            .add("backoff", Json.createObjectBuilder().add("initialMs", 500))
            .add("expiresAfter", "PT2H"));
    JsonObject before = service.client().get("api/schedules/keyed").json();
    console.go("schedules/keyed");
    assertThat(page.locator("main")).containsText("customer 42");
    assertThat(page.locator("main")).containsText("each unless it has started within PT2H");
    console.link("Edit").click();
    assertThat(page.getByLabel("Unique key")).hasValue("only one");
    page.getByLabel("Description").fill("changed");
    page.getByLabel("Tags").fill("vip");
    console.button("Keep the changes").click();

    assertThat(console.heading("keyed")).isVisible();
    JsonObject kept = service.client().get("api/schedules/keyed").json();
    JsonObject expected =
        Json.createObjectBuilder(before.getJsonObject("create"))
            .add("tags", Json.createArrayBuilder().add("vip"))
            .build();
    assertThat(kept.getJsonObject("create")).isEqualTo(expected);
    assertThat(kept.getString("expiresAfter")).isEqualTo("PT2H");
    assertThat(kept.getString("description")).isEqualTo("changed");

    console.link("Edit").click();
    assertThat(page.getByLabel("Unique key")).hasValue("only one");
    page.getByLabel("Unique key").fill("");
    console.button("Keep the changes").click();
    assertThat(console.heading("keyed")).isVisible();
    assertThat(service.client().get("api/schedules/keyed").json().getJsonObject("create"))
        .doesNotContainKeys("uniqueKey", "uniqueFor");
  }

  @Test
  void saysWhatSomebodyElseHasChangedMeanwhileBeforeItIsOverwritten() throws IOException {
    service.keepsSchedule("contended");
    console.go("schedules/contended/edit");
    assertThat(page.getByLabel("Cron")).hasValue("30 2 29 2 *");
    page.getByLabel("Description").fill("mine");
    service.keepsSchedule("contended", Json.createObjectBuilder().add("cron", "45 2 29 2 *"));
    console.button("Keep the changes").click();

    assertThat(page.getByRole(AriaRole.ALERT)).containsText("cron is \"45 2 29 2 *\" now");
    assertThat(service.client().get("api/schedules/contended").body()).contains("45 2 29 2 *");
    console.button("Keep the changes").click();

    assertThat(console.heading("contended")).isVisible();
    assertThat(service.client().get("api/schedules/contended").body())
        .contains("30 2 29 2 *", "mine");
  }

  @Test
  void makesOneLikeAnother() throws IOException {
    service.keepsSchedule("pattern", Json.createObjectBuilder().add("every", "P3D"));
    console.go("schedules/pattern");
    console.link("One like this").click();
    page.getByLabel("Name").fill("copy");
    assertThat(page.getByLabel("Every")).hasValue("P3D");
    console.button("Make it").click();

    assertThat(console.heading("copy")).isVisible();
    assertThat(service.client().get("api/schedules/copy").json().getJsonObject("create"))
        .isEqualTo(service.client().get("api/schedules/pattern").json().getJsonObject("create"));
  }

  private Locator fault(String label) {
    return page.locator(".field", new Page.LocatorOptions().setHas(page.getByLabel(label)))
        .locator(".fault");
  }
}
