package io.executions.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many executions are moved at once: those that a filter finds, and those that are selected. */
class ConsoleBulkIT {
  private static final Locator.GetByTextOptions EXACTLY =
      new Locator.GetByTextOptions().setExact(true);

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
  void retriesAllThatAFilterFinds() throws IOException {
    List<Long> failed = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      failed.add(service.createsFailing());
    }
    failed.forEach(id -> service.client().awaitStatus(id, "failed"));
    try (Console console = open(ConsoleService.OPERATOR)) {
      console
          .page()
          .locator("section", new Page.LocatorOptions().setHasText("What fails most"))
          .getByText("http", EXACTLY)
          .click();
      assertThat(console.page())
          .hasURL(
              Pattern.compile(
                  ".*#/executions\\?status=failed&type=http&sort=finished&within=hour"));
      assertThat(console.page().locator("tbody tr")).hasCount(3);
      assertThat(console.button("Delete…")).hasCount(0);
      console.button("Retry all…").click();
      assertThat(console.dialog()).containsText("Retry 3 executions?");
      console.button("Retry 3 executions").click();

      assertThat(heading(console.page(), "Retry \\d+")).isVisible();
      assertThat(console.page().locator(".head .status")).hasText("completed");
      failed.forEach(id -> service.client().awaitAttempt(id, 2));
      assertThat(console.complaints()).isEmpty();
    }
  }

  @Test
  void takesTheLastHourAsOfWhenItIsAskedToMove() throws IOException {
    service.client().awaitStatus(service.createsFailing(), "failed");
    try (Console console = open(ConsoleService.OPERATOR)) {
      Page page = console.page();
      // From the beginning on, so that no answer on its way tells another time afterwards.
      AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
      page.route("**/api/**", route -> answersAsOf(Instant.now().plus(ahead.get()), route));
      console.go("executions?status=failed&within=hour");
      assertThat(page.locator("tbody tr").first()).isVisible();
      page.mouse().move(1, 1);
      ahead.set(Duration.ofHours(3));
      // While it hears of moves, a list asks for what time alone changes every ten seconds.
      assertThat(page.locator("tbody tr"))
          .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(30_000));

      String asked =
          page.waitForRequest("**/api/executions/retry", () -> console.button("Retry all…").click())
              .postData();

      Instant later = Instant.now().plus(ahead.get());
      Instant least = Instant.parse(asked.replaceFirst(".*\"createdAfter\":\"([^\"]+)\".*", "$1"));
      assertThat(least).isBetween(later.minus(61, ChronoUnit.MINUTES), later);
      assertThat(page.getByText("Nothing here can be retried.")).isVisible();
      page.unroute("**/api/**");
    }
  }

  private static void answersAsOf(Instant moment, Route route) {
    String url = route.request().url();
    if (!route.request().method().equals("GET") || url.contains("/api/events")) {
      route.resume();
      return;
    }
    APIResponse answer = route.fetch();
    Map<String, String> headers = new HashMap<>(answer.headers());
    headers.keySet().removeAll(List.of("content-encoding", "content-length"));
    headers.put(
        "date", DateTimeFormatter.RFC_1123_DATE_TIME.format(moment.atOffset(ZoneOffset.UTC)));
    route.fulfill(new Route.FulfillOptions().setResponse(answer).setHeaders(headers));
  }

  @Test
  void cancelsWhatIsSelectedAndDeletesItForAnAdministrator() throws IOException {
    long first = service.createsWaiting();
    long second = service.createsWaiting();
    long other = service.createsWaiting();
    try (Console console = open(ConsoleService.ADMIN)) {
      console.go("executions?type=http");
      select(console, first, second);
      assertThat(console.page().getByText("2 selected")).isVisible();
      console.button("Cancel…").click();
      console.button("Cancel 2 executions").click();
      assertThat(console.page().locator(".head .status")).hasText("completed");
      service.client().awaitStatus(first, "cancelled");
      service.client().awaitStatus(second, "cancelled");
      assertThat(service.client().execution(other).getString("status")).isEqualTo("pending");

      console.go("executions?type=http");
      select(console, first, second);
      console.button("Delete…").click();
      console.button("Delete 2 executions").click();
      assertThat(heading(console.page(), "Delete \\d+")).isVisible();
      assertThat(console.page().locator(".head .status")).hasText("completed");
      assertThat(service.client().get("api/executions/" + first).status()).isEqualTo(404);
      console.go("bulk");
      assertThat(console.page().locator("tbody tr").first()).containsText("delete");
      assertThat(console.complaints()).isEmpty();
    }
  }

  private static void select(Console console, long... ids) {
    for (long id : ids) {
      console
          .page()
          .getByLabel("Select execution " + id, new Page.GetByLabelOptions().setExact(true))
          .check();
    }
  }

  private static com.microsoft.playwright.Locator heading(Page page, String pattern) {
    return page.getByRole(
        AriaRole.HEADING, new GetByRoleOptions().setName(Pattern.compile(pattern)));
  }

  private static Console open(String token) {
    return Console.open(chromium.browser(), service).signIn(token);
  }
}
