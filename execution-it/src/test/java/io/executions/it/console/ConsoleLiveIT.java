package io.executions.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.executions.testing.MariaDbServer;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console shows what others do, what it has when nothing comes, and any text as text. */
class ConsoleLiveIT {
  private static final IsVisibleOptions PATIENTLY = new IsVisibleOptions().setTimeout(90_000);

  private static final ContainsTextOptions TEXT_PATIENTLY =
      new ContainsTextOptions().setTimeout(90_000);
  private static final Pattern CAUSE = Pattern.compile("database", Pattern.CASE_INSENSITIVE);

  @TempDir private static Path home;
  private static Chromium chromium;
  private static MariaDbServer database;
  private static ConsoleService service;

  @BeforeAll
  static void start() throws IOException {
    chromium = Chromium.start();
    database = MariaDbServer.ownOf("11.4.5");
    service = ConsoleService.start(home, database);
  }

  @AfterAll
  static void stop() {
    service.close();
    chromium.close();
    database.kill();
  }

  @Test
  void showsWhatAnotherClientDoes() throws IOException {
    long id = service.createsWaiting();
    try (Console console = signedIn();
        Console list = signedIn()) {
      console.go("executions/" + id);
      list.go("executions");
      Locator row =
          list.page().locator("tbody tr", new Page.LocatorOptions().setHasText(Long.toString(id)));
      assertThat(row.locator(".status")).hasText("pending");
      row.hover();
      long other = service.createsWaiting();

      service.client().post("api/executions/" + id + "/cancel");

      assertThat(console.page().locator(".head .status")).hasText("cancelled");
      assertThat(row.locator(".status")).hasText("cancelled");
      assertThat(list.page().getByText(Pattern.compile("\\d+ not shown yet: show"))).isVisible();
      assertThat(list.link(Long.toString(other))).hasCount(0);
      list.page().getByText(Pattern.compile("not shown yet: show")).click();
      assertThat(list.link(Long.toString(other))).isVisible();
    }
  }

  @Test
  void hearsOfMovesAndAsksSeldomWhileThereAreNone() throws IOException {
    long id = service.createsWaiting();
    try (Console console = signedIn()) {
      List<String> asked = new CopyOnWriteArrayList<>();
      console.page().waitForResponse("**/api/events", () -> console.page().reload());
      console.go("executions/" + id);
      assertThat(console.page().locator(".head .status")).hasText("pending");
      console.page().onRequest(request -> asked.add(request.url()));
      console.page().waitForTimeout(8000);
      assertThat(asked.stream().filter(url -> url.endsWith("/executions/" + id)))
          .hasSizeLessThan(3);

      service.client().post("api/executions/" + id + "/cancel");

      assertThat(console.page().locator(".head .status")).hasText("cancelled");
      assertThat(console.complaints()).isEmpty();
    }
  }

  @Test
  void asksEveryTwoSecondsWhereEventsDoNotCome() throws IOException {
    long id = service.createsWaiting();
    try (Console console = Console.open(chromium.browser(), service)) {
      console.page().route("**/api/events", route -> route.abort());
      console.signIn(ConsoleService.OPERATOR).go("executions/" + id);
      assertThat(console.page().locator(".head .status")).hasText("pending");

      service.client().post("api/executions/" + id + "/cancel");

      assertThat(console.page().locator(".head .status")).hasText("cancelled");
    }
  }

  @Test
  void whatIsPressedIsReplacedOnlyOnceItIsLetGo() throws IOException {
    service.createsWaiting();
    try (Console console = signedIn()) {
      Page page = console.page();
      Locator types =
          page.locator("section", new Page.LocatorOptions().setHasText("What runs and waits"));
      assertThat(page.locator(".tile.running meter")).isVisible();
      assertThat(page.locator(".plot canvas")).hasCount(4);
      types.getByText("http", new Locator.GetByTextOptions().setExact(true)).hover();
      String pending = page.locator(".tile.pending .figure").textContent();
      page.mouse().down();

      service.createsWaiting();
      assertThat(page.locator(".tile.pending .figure")).not().hasText(pending);
      page.mouse().up();

      assertThat(page).hasURL(Pattern.compile(".*type=http.*"));
    }
  }

  @Test
  void strikesWhatHasLeftTheListAndTakesItAwayOnceNobodyPointsAtIt() throws IOException {
    long id = service.createsWaiting();
    try (Console console = signedIn()) {
      console.go("executions?status=pending");
      Locator row =
          console
              .page()
              .locator("tbody tr", new Page.LocatorOptions().setHasText(Long.toString(id)));
      row.hover();

      service.client().post("api/executions/" + id + "/cancel");

      assertThat(row.locator("td").nth(1)).hasText("gone");
      console.page().mouse().move(1, 1);
      assertThat(row).hasCount(0);
    }
  }

  @Test
  void keepsWhatItHasWhileTheServerIsAwayAndGoesOnWhenItIsBack() throws IOException {
    long id = service.createsWaiting();
    try (Console console = signedIn()) {
      console.go("executions/" + id);
      assertThat(console.page().locator(".head .status")).hasText("pending");
      service.kill();
      Locator alert = console.page().getByRole(AriaRole.ALERT);
      assertThat(alert).isVisible(PATIENTLY);
      assertThat(alert).containsText("What you see is of");
      assertThat(console.page().locator(".head .status")).hasText("pending");

      service.begin();

      assertThat(alert)
          .isHidden(
              new com.microsoft.playwright.assertions.LocatorAssertions.IsHiddenOptions()
                  .setTimeout(90_000));
      service.client().post("api/executions/" + id + "/cancel");
      assertThat(console.page().locator(".head .status")).hasText("cancelled");
      assertThat(console.otherComplaints()).isEmpty();
    }
  }

  @Test
  void saysWhyWhileTheDatabaseIsAwayAndGoesOnWhenItIsBack() {
    try (Console console = signedIn();
        Console other = Console.open(chromium.browser(), service)) {
      assertThat(console.page().locator(".tile").first()).isVisible();
      database.kill();
      Locator alert = console.page().getByRole(AriaRole.ALERT);
      assertThat(alert).isVisible(PATIENTLY);
      assertThat(alert).containsText(Pattern.compile("What you see is of .* ago"));
      assertThat(alert).containsText(CAUSE, TEXT_PATIENTLY);
      assertThat(console.page().locator(".tile").first()).isVisible();

      other.page().reload();
      other.page().getByLabel("Token").fill(ConsoleService.VIEWER);
      Response refusal =
          other.page().waitForResponse("**/api/session", () -> other.button("Sign in").click());
      assertThat(refusal.status()).isEqualTo(503);
      assertThat(other.page().getByRole(AriaRole.ALERT)).isVisible(PATIENTLY);
      assertThat(other.page().getByRole(AriaRole.ALERT)).containsText(CAUSE, TEXT_PATIENTLY);

      database.restart();
      assertThat(alert)
          .isHidden(
              new com.microsoft.playwright.assertions.LocatorAssertions.IsHiddenOptions()
                  .setTimeout(90_000));
      assertThat(console.heading("Overview")).isVisible();
    }
  }

  @Test
  void showsMarkupAndEmojiAndAMebibyteAsText() throws IOException {
    String markup =
        "<img src=x onerror=\"document.title='broken'\"><script>1</script> \u202e 👩‍🚀 &amp;";
    long id =
        service.createsWaiting(
            Json.createObjectBuilder()
                .add(markup, markup)
                .add("long", "ü".repeat(500_000))
                .build());
    try (Console console = signedIn()) {
      console.go("executions/" + id);
      assertThat(console.page().locator(".json").first()).containsText(markup);
      assertThat(console.page().locator("main img, main script")).hasCount(0);
      Locator more = console.page().getByText(Pattern.compile("Show more: .* characters are left"));
      more.click();
      assertThat(more).containsText("398,000");
      assertThat(console.heading("Execution " + id)).isVisible();
      assertThat(console.complaints()).isEmpty();
    }
  }

  private static Console signedIn() {
    return Console.open(chromium.browser(), service).signIn(ConsoleService.OPERATOR);
  }
}
