package io.executions.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import io.executions.it.process.DatabaseView;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page that stays open for long meets the end of its session, and other versions. */
class ConsoleSessionIT {
  private static final IsVisibleOptions PATIENTLY = new IsVisibleOptions().setTimeout(30_000);

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
  void asksForATokenWhenTheSessionEndsAndComesBackToThePage() throws SQLException {
    try (Console console = Console.open(chromium.browser(), service);
        DatabaseView database = service.database()) {
      console.signIn(ConsoleService.VIEWER).go("executions?status=failed&sort=finished");
      assertThat(console.heading("Executions")).isVisible();
      assertThat(
              database.ids("SELECT (expires_at - created_at) DIV 1000000 FROM execution_session"))
          .containsExactly(12L * 3600);

      database.execute("UPDATE execution_session SET expires_at = created_at");

      assertThat(console.heading("Sign in")).isVisible(PATIENTLY);
      assertThat(console.page().getByText("Your session has ended")).isVisible();
      assertThat(console.page().locator(".notice.bad")).isHidden();
      console.signIn(ConsoleService.OPERATOR);
      assertThat(console.heading("Executions")).isVisible();
      assertThat(console.page().getByLabel("failed")).isChecked();
      console.button("Sign out").click();
      assertThat(console.heading("Sign in")).isVisible();
      assertThat(console.page().getByText("Your session has ended")).isHidden();
      assertThat(console.otherComplaints()).isEmpty();
    }
  }

  @Test
  void offersToLoadThePageOfTheVersionThatRunsNow() {
    try (Console console = Console.open(chromium.browser(), service)) {
      console.signIn(ConsoleService.VIEWER);
      Page page = console.page();
      assertThat(page.locator(".pulse")).isVisible();
      assertThat(console.button("Reload")).isHidden();
      page.route(
          "**/api/status*",
          route -> {
            APIResponse answer = route.fetch();
            String body =
                answer.text().replaceFirst("\"version\":\"[^\"]*\"", "\"version\":\"99.1\"");
            route.fulfill(new FulfillOptions().setResponse(answer).setBody(body));
          });
      assertThat(page.getByText("Version 99.1 runs here now")).isVisible(PATIENTLY);
      page.evaluate("document.title = 'not loaded anew'");

      console.button("Reload").click();

      assertThat(page).hasTitle("Overview · Execution Service");
      assertThat(console.heading("Overview")).isVisible();
      assertThat(console.button("Reload")).isHidden();
      assertThat(console.otherComplaints()).isEmpty();
      page.unrouteAll();
    }
  }
}
