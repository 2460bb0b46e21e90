package io.executions.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each view, in both themes, wide and narrow: nothing to complain about. */
class ConsoleViewsIT {
  private static final int MOST_BYTES = 150_000;

  /** The bytes of all that the page has asked for, uncompressed; of what was asked again, once. */
  private static final String LOADED =
      """
      () => {
        const sizes = new Map(performance.getEntries()
          .filter(entry => 'decodedBodySize' in entry)
          .map(entry => [entry.name, entry.decodedBodySize]));
        return [...sizes.values()].reduce((sum, size) => sum + size, 0);
      }
      """;

  private static final Pattern FIGURES = Pattern.compile(".*/api/(stats|status).*");

  @TempDir private static Path home;
  private static Chromium chromium;
  private static ConsoleService service;
  private static Map<String, String> headings;

  @BeforeAll
  static void start() throws IOException {
    chromium = Chromium.start();
    service = ConsoleService.start(home);
    long failed = service.createsFailing();
    service.client().awaitStatus(failed, "failed");
    service.client().awaitStatus(service.creates(0), "completed");
    service.creates(600);
    headings =
        new TreeMap<>(
            Map.of(
                "",
                "Overview",
                "executions",
                "Executions",
                "executions?status=completed,cancelled&within=hour&sort=finished",
                "Executions",
                "executions?type=no.such.type",
                "Executions",
                "executions/" + failed,
                "Execution " + failed,
                "executions/9",
                "There is no execution 9",
                "create",
                "Create an execution",
                "nodes?nodes=all",
                "Nodes",
                "settings",
                "Settings",
                "interface",
                "The REST interface"));
    headings.put("nowhere", "There is nothing here");
    long bulk =
        service
            .client()
            .post("api/executions/retry", "{\"filter\": {\"status\": \"cancelled\"}}")
            .id();
    headings.put("bulk", "Many at once");
    headings.put("queues", "Queues");
    headings.put("queues/default", "default");
    headings.put("tokens", "Tokens");
    service.keepsSchedule("nightly");
    service.client().awaitStatus(service.triggers("nightly"), "completed");
    headings.put("schedules", "Schedules");
    headings.put("schedules/nightly", "nightly");
    headings.put("schedules/nightly/edit", "Edit nightly");
    headings.put("schedules/none", "There is no schedule none");
    headings.put("new-schedule", "New schedule");
    headings.put("executions?schedule=nightly", "Executions");
    headings.put("audit", "Audit");
    headings.put("bulk/" + bulk, "Retry " + bulk);
  }

  @AfterAll
  static void stop() {
    service.close();
    chromium.close();
  }

  @ParameterizedTest
  @CsvSource({"DARK, 360, 740", "LIGHT, 1280, 720"})
  void areWithoutFaultsForThoseWhoHearOrTypeAndForTheBrowser(
      ColorScheme theme, int width, int height) {
    assertEach(theme, width, height, Look::assertSound);
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 360, 740", "DARK, 1280, 720", "LIGHT, 3840, 2160"})
  void fitIntoTheWindow(ColorScheme theme, int width, int height) {
    assertEach(theme, width, height, Look::assertFits);
  }

  private static void assertEach(
      ColorScheme theme, int width, int height, BiConsumer<Console, String> look) {
    NewContextOptions options =
        new NewContextOptions().setColorScheme(theme).setViewportSize(width, height);
    try (Console console = Console.open(chromium.browser(), service, options)) {
      assertThat(console.heading("Sign in")).isVisible();
      look.accept(console, "sign-in");
      console.signIn(ConsoleService.ADMIN);
      headings.forEach(
          (view, heading) -> {
            show(console, view, heading);
            look.accept(console, view);
          });
      assertThat(console.otherComplaints()).isEmpty();
    }
  }

  @Test
  void nothingOnTheOverviewMovesWhileItsFiguresCome() {
    try (Console console =
        Console.open(chromium.browser(), service).signIn(ConsoleService.VIEWER)) {
      Page page = console.page();
      List<Route> held = new ArrayList<>();
      page.waitForResponse(
          "**/api/health/ready",
          () -> {
            page.route(FIGURES, held::add);
            page.reload();
          });
      assertThat(page.locator(".tile.failed .figure")).hasText("–");
      double before = page.locator(".brief").boundingBox().y;

      page.unroute(FIGURES);
      held.forEach(Route::resume);

      assertThat(page.locator(".tile.failed .figure")).hasText(Pattern.compile("\\d+"));
      assertThat(page.locator(".tile.running meter")).isVisible();
      assertThat(page.locator(".plot canvas")).hasCount(4);
      assertThat(page.locator(".brief").boundingBox().y).isEqualTo(before);
    }
  }

  @Test
  void loadLittleAtFirst() {
    try (Console console = Console.open(chromium.browser(), service)) {
      console.signIn(ConsoleService.VIEWER);
      assertThat(console.page().locator(".plot canvas")).hasCount(4);
      int bytes = ((Number) console.page().evaluate(LOADED)).intValue();
      System.out.printf("First load: %,d bytes%n", bytes);
      assertThat(bytes).isBetween(40_000, MOST_BYTES);
      assertThat(console.complaints()).isEmpty();
    }
  }

  /** Says when nothing on the page has changed for a moment but its times. */
  private static final String AT_REST =
      """
      () => new Promise(resolve => {
        let timer = setTimeout(resolve, 400);
        const later = changes => {
          if (changes.some(({ target }) => !target.closest?.('time') && !target.parentElement?.closest('time'))) {
            clearTimeout(timer);
            timer = setTimeout(resolve, 400);
          }
        };
        new MutationObserver(later)
          .observe(document.body, { childList: true, characterData: true, subtree: true });
        setTimeout(resolve, 5000);
      })
      """;

  private static void show(Console console, String view, String heading) {
    console.go(view);
    Locator first = console.page().getByRole(com.microsoft.playwright.options.AriaRole.HEADING);
    assertThat(first.first()).hasText(heading);
    assertThat(console.page().locator("main")).not().hasText("");
    console.page().evaluate(AT_REST);
  }
}
