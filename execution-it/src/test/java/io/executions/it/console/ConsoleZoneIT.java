package io.executions.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Times are those of the reader's zone, in summer and in winter; what goes to the service is UTC.
 */
class ConsoleZoneIT {
  @TempDir private static Path home;
  private static Chromium chromium;
  private static ConsoleService service;

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

  @Test
  void saysTimesInTheZoneOfTheReaderAndUtcWhenPointedAt() throws IOException {
    long id = service.createsWaiting();
    try (Console console = openIn("Asia/Kathmandu")) {
      console.go("executions/" + id);
      assertDue(console, "2100-01-01T00:00:00Z", "1 Jan 2100, 05:45:00");

      console.go("executions?after=2026-01-01T00:00:00.000Z");
      Locator from = from(console);
      assertThat(from).hasValue("2026-01-01T05:45");
      from.fill("2026-01-02T05:45");
      assertThat(console.page())
          .hasURL(Pattern.compile(".*#/executions\\?after=2026-01-02T00%3A00%3A00.000Z"));
      assertThat(console.complaints()).isEmpty();
    }
  }

  @Test
  void goesByWinterTimeAndBySummerTime() throws IOException {
    long winter = service.createsWaiting();
    long summer = service.createsWaiting();
    service
        .client()
        .patch(
            "api/executions/" + summer,
            Json.createObjectBuilder().add("runAt", "2100-07-01T00:00:00Z").build());
    try (Console console = openIn("Europe/Berlin")) {
      console.go("executions/" + winter);
      assertDue(console, "2100-01-01T00:00:00Z", "1 Jan 2100, 01:00:00");
      console.go("executions/" + summer);
      assertDue(console, "2100-07-01T00:00:00Z", "1 Jul 2100, 02:00:00");

      console.button("Change…").click();
      assertThat(console.page().getByLabel("Due")).hasValue("2100-07-01T02:00");
      console.page().getByLabel("Due").fill("2100-12-24T18:00");
      console.button("Change it").click();
      assertDue(console, "2100-12-24T17:00:00Z", "24 Dec 2100, 18:00:00");
    }
  }

  @Test
  void keepsTheOneOfTwoHoursThatTheAddressSaysWhenSummerEnds() {
    try (Console console = openIn("Europe/Berlin")) {
      Page page = console.page();
      for (String moment : new String[] {"2026-10-25T00:30:00.000Z", "2026-10-25T01:30:00.000Z"}) {
        console.go("executions?after=" + moment);
        assertThat(from(console)).hasValue("2026-10-25T02:30");
        page.getByLabel("Order").selectOption("oldest");
        assertThat(page).hasURL(Pattern.compile(".*sort=oldest.*"));
        assertThat(page).hasURL(Pattern.compile(".*after=" + moment.replace(":", "%3A") + ".*"));
      }
    }
  }

  @Test
  void takesAnHourThatThereIsNotForTheOneAfterItWhenSummerBegins() {
    try (Console console = openIn("Europe/Berlin")) {
      console.go("executions?after=2026-03-28T00:00:00.000Z");
      Locator from = from(console);
      assertThat(from).hasValue("2026-03-28T01:00");
      from.fill("2026-03-29T02:30");
      from.blur();
      assertThat(console.page()).hasURL(Pattern.compile(".*after=2026-03-29T01%3A30%3A00.000Z"));
      console.page().reload();
      assertThat(from).hasValue("2026-03-29T03:30");
    }
  }

  private static void assertDue(Console console, String utc, String shown) {
    Locator due = console.page().locator("time[datetime='%s']".formatted(utc)).first();
    assertThat(due).containsText(shown);
    assertThat(due).hasAttribute("title", utc + " (UTC)");
  }

  private static Locator from(Console console) {
    return console.page().getByLabel("From", new Page.GetByLabelOptions().setExact(true));
  }

  private static Console openIn(String zone) {
    NewContextOptions options = new NewContextOptions().setTimezoneId(zone);
    return Console.open(chromium.browser(), service, options).signIn(ConsoleService.OPERATOR);
  }
}
