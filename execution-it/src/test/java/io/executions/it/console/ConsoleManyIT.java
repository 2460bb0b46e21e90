package io.executions.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForDownloadOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.executions.it.process.DatabaseView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More than an export holds, and a bulk run that takes its time. */
class ConsoleManyIT {
  private static final double PATIENCE = 120_000;

  /** First id, how many, their type. */
  private static final String FILL =
      """
      INSERT INTO execution
             (id, type, status, priority, input, output, input_bytes, output_bytes, attempt,
              failures, interruptions, max_attempts, run_at, created_at, started_at, finished_at,
              node, cancel_requested, overdue)
      SELECT %1$d + seq, '%3$s', 'completed', 0, '{}', '{}', 2, 2, 1, 0, 0, 1, moment, moment,
             moment, moment, 'a', FALSE, FALSE
        FROM seq_1_to_%2$d,
             (SELECT CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS INTEGER) - 60000000 AS moment) AS t
      """;

  @TempDir private static Path home;
  private static Chromium chromium;
  private static ConsoleService service;

  @BeforeAll
  static void start() throws IOException, SQLException {
    chromium = Chromium.start();
    service = ConsoleService.start(home);
    try (DatabaseView database = service.database()) {
      database.execute(
          "UPDATE execution_ids SET next_id = next_id + 2000000",
          FILL.formatted(1_500_000, 20_000, "removed"));
      // In parts: an answer comes within seconds.
      for (int from = 0; from < 100_050; from += 10_005) {
        database.execute(FILL.formatted(1_000_000 + from, 10_005, "exported"));
      }
    }
  }

  @AfterAll
  static void stop() {
    service.close();
    chromium.close();
  }

  @Test
  void savesTheFirstHundredThousandAndSaysThatThereAreMore() throws IOException {
    try (Console console = Console.open(chromium.browser(), service)) {
      console.signIn(ConsoleService.VIEWER).go("executions?type=exported");
      Page page = console.page();
      assertThat(page.locator("tbody tr")).hasCount(50);
      Download saved =
          page.waitForDownload(
              new WaitForDownloadOptions().setTimeout(PATIENCE),
              () -> console.button("Save as CSV").click());
      assertThat(page.getByText("Saved the first 100,000 rows, which is the most")).isVisible();
      try (Stream<String> lines = Files.lines(saved.path())) {
        assertThat(lines.skip(1).filter(line -> line.contains(",exported,completed,")).distinct())
            .hasSize(100_000);
      }
      assertThat(console.complaints()).isEmpty();
    }
  }

  @Test
  void showsHowFarABulkRunIsToEverybody() throws IOException, SQLException {
    try (Console console = Console.open(chromium.browser(), service);
        DatabaseView database = service.database()) {
      Page page = console.signIn(ConsoleService.ADMIN).page();
      long bulk =
          service
              .client()
              .post("api/executions/delete", "{\"filter\": {\"type\": \"removed\"}}")
              .id();
      // Who holds its row keeps it from coming to its end.
      database.execute(
          "BEGIN", "SELECT * FROM execution_bulk WHERE id = %d FOR UPDATE".formatted(bulk));
      console.go("bulk/" + bulk);
      assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.PROGRESSBAR)).isVisible();
      for (ColorScheme theme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
        for (int width : new int[] {360, 1280}) {
          page.setViewportSize(width, 740);
          Look.assertSound(console, "bulk in progress, %s, %d".formatted(theme, width));
        }
      }
      assertThat(page.locator(".head .status")).hasText("running");
      assertThat(console.button("Stop")).isVisible();

      database.execute("ROLLBACK");

      assertThat(page.locator(".head .status"))
          .hasText("completed", new HasTextOptions().setTimeout(PATIENCE));
      assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.PROGRESSBAR)).isVisible();
      assertThat(page.locator("dt:text-is('Done') + dd")).hasText("20,000");
      assertThat(console.complaints()).isEmpty();
    }
  }
}
