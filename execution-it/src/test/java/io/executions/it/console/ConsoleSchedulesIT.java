package io.executions.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import io.executions.it.process.DatabaseView;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console shows schedules, how they went, and what one may do with them. */
class ConsoleSchedulesIT {
  private static final String MARKUP = "<img src=x onerror=\"document.title='broken'\"> & more";

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
  void listsWhenEachComesHowItWentAndWhatIsWrong() throws IOException, SQLException {
    service.keepsSchedule("listed");
    service.client().awaitStatus(service.triggers("listed"), "completed");
    service.keepsSchedule(
        "listed.wrong", Json.createObjectBuilder().add("every", "P9D").add("description", MARKUP));
    service.client().post("api/schedules/listed.wrong/pause");
    try (DatabaseView database = service.database()) {
      database.execute(
          "UPDATE execution_schedule SET skipped = 4321, missed = 77, last_error = '%s'"
                  .formatted(MARKUP.replace("'", "''"))
              + " WHERE name = 'listed.wrong'");
    }
    try (Console console = signedIn(ConsoleService.VIEWER)) {
      console.link("Schedules").click();

      Locator well = row(console, "listed");
      assertThat(well).containsText("active");
      assertThat(well).containsText("30 2 29 2 *");
      assertThat(well.locator("td").nth(3)).containsText("in ");
      assertThat(well.locator("td").nth(4)).containsText("completed");
      Locator wrong = row(console, "listed.wrong");
      assertThat(wrong).containsText("paused");
      assertThat(wrong).containsText("4,321");
      assertThat(wrong).containsText("77");
      assertThat(wrong.locator(".error")).hasText(MARKUP);
      assertThat(wrong).containsText(MARKUP + "every P9D");
      assertThat(console.page().locator("main img")).hasCount(0);
      console.link("listed.wrong").click();
      assertThat(console.page().locator(".trouble")).hasText(MARKUP);
      assertThat(console.page().locator(".described")).hasText(MARKUP);
      Look.assertSound(console, "a schedule that is wrong");
      assertThat(console.complaints()).isEmpty();
    }
  }

  @Test
  void showsWhatOneHasCreatedAndLeadsThereAndBack() throws IOException {
    service.keepsSchedule("shown");
    long completed = service.triggers("shown");
    service.client().awaitStatus(completed, "completed");
    service
        .client()
        .send(
            "PUT",
            "api/schedules/shown",
            "{\"cron\": \"30 2 29 2 *\", \"type\": \"http\", \"input\": {\"url\": \"http://127.0.0.1/\"}}");
    long failed = service.triggers("shown");
    service.client().awaitStatus(failed, "failed");
    try (Console console = signedIn(ConsoleService.VIEWER)) {
      console.go("schedules/shown");
      Page page = console.page();

      assertThat(page.locator(".strip a")).hasCount(2);
      assertThat(page.locator(".strip li").nth(0).locator("a.completed")).hasCount(1);
      assertThat(page.locator(".strip li").nth(1).locator("a.failed")).hasCount(1);
      assertThat(page.getByText("The last 2 that ended: 1 completed, 1 failed")).isVisible();
      assertThat(page.locator(".times time[title$='(UTC)']")).hasCount(6);
      console.link("What failed").click();
      assertThat(page.locator("tbody tr")).hasCount(1);
      assertThat(page.getByLabel("Schedule")).hasValue("shown");
      console.link(Long.toString(failed)).click();
      console.link("shown").click();
      assertThat(console.heading("shown")).isVisible();
      page.locator(".strip a.completed").click();
      assertThat(console.heading("Execution " + completed)).isVisible();
      assertThat(console.complaints()).isEmpty();
    }
  }

  @Test
  void showsWhatOthersDoWithIt() throws IOException {
    service.keepsSchedule("alive");
    try (Console console = signedIn(ConsoleService.VIEWER)) {
      console.go("schedules/alive");
      assertThat(console.page().getByText("Nothing yet.")).isVisible();

      long id = service.triggers("alive");
      service.client().post("api/schedules/alive/pause");

      assertThat(console.page().locator(".strip a.completed")).hasCount(1);
      assertThat(console.link("execution " + id)).isVisible();
      assertThat(console.page().locator(".head .status")).hasText("paused");
      assertThat(console.heading("Its times, once it goes on")).isVisible();
    }
  }

  @Test
  void triggersPausesAndResumesForAnOperatorWhoMayNotChangeIt() throws IOException {
    service.keepsSchedule("steered");
    try (Console console = signedIn(ConsoleService.OPERATOR)) {
      console.go("schedules");
      assertThat(console.link("steered")).isVisible();
      assertThat(console.link("New schedule")).hasCount(0);
      console.link("steered").click();
      assertThat(console.button("Trigger now")).isVisible();
      assertThat(console.link("Edit")).hasCount(0);
      assertThat(console.button("Delete…")).hasCount(0);

      console.button("Trigger now").click();
      assertThat(console.page().locator(".strip a.completed")).hasCount(1);
      console.button("Pause").click();
      assertThat(console.page().locator(".head .status")).hasText("paused");
      console.button("Resume").click();
      assertThat(console.page().locator(".head .status")).hasText("active");

      console.go("schedules/steered/edit");
      assertThat(console.heading("You may not see this page")).isVisible();
      assertThat(console.complaints()).isEmpty();
    }
  }

  @Test
  void createsForTimesOfThePastOnceSomebodyHasAgreedToThem() throws IOException {
    Instant start = Instant.now().minus(Duration.ofMinutes(190));
    service.keepsSchedule(
        "past",
        Json.createObjectBuilder()
            .add("every", "PT1H")
            .add("startAt", start.toString())
            .add("paused", true));
    try (Console console = signedIn(ConsoleService.OPERATOR)) {
      console.go("schedules/past");
      console.button("Backfill…").click();
      console.page().getByLabel("Until").fill("2100-01-01T00:00");
      console.button("Count them").click();
      assertThat(console.page().locator("dialog .fault").nth(1)).isVisible();
      Look.assertSound(console, "a stretch to be filled with a fault");
      console.button("Leave it").click();
      console.button("Backfill…").click();
      console.button("Count them").click();
      assertThat(console.heading("Create 4 executions?")).isVisible();
      assertThat(console.page().locator("dialog .times li")).hasCount(4);
      Look.assertSound(console, "what is to be created for the past");
      console.button("Create 4 executions").click();

      assertThat(console.page().locator(".strip a.completed")).hasCount(4);
      console.button("Backfill…").click();
      console.button("Count them").click();
      assertThat(console.page().getByText("Nothing is to be created")).isVisible();
      assertThat(console.otherComplaints()).isEmpty();
    }
  }

  @Test
  void offersAViewerNothingThatChangesIt() throws IOException {
    service.keepsSchedule("read");
    try (Console console = signedIn(ConsoleService.VIEWER)) {
      console.go("schedules/read");
      assertThat(console.heading("read")).isVisible();
      assertThat(console.page().locator(".head .acts button, .head .acts a")).hasCount(0);
      console.go("new-schedule");
      assertThat(console.heading("You may not see this page")).isVisible();
    }
  }

  @Test
  void deletesOneAfterAQuestion() throws IOException {
    service.keepsSchedule("short.lived");
    try (Console console = signedIn(ConsoleService.ADMIN)) {
      console.go("schedules/short.lived");
      console.button("Delete…").click();
      console.button("Leave it").click();
      assertThat(service.client().get("api/schedules/short.lived").status()).isEqualTo(200);
      console.button("Delete…").click();
      Look.assertSound(console, "the question before a schedule is deleted");
      console.button("Delete it").click();

      assertThat(console.heading("Schedules")).isVisible();
      assertThat(console.link("short.lived")).hasCount(0);
      assertThat(service.client().get("api/schedules/short.lived").status()).isEqualTo(404);
    }
  }

  @Test
  void leavesToCodeWhatCodeDefines() throws IOException {
    service.keepsSchedule("coded");
    try (Console console = signedIn(ConsoleService.ADMIN)) {
      console
          .page()
          .route(
              "**/api/schedules/coded",
              route -> {
                APIResponse answer = route.fetch();
                String body = answer.text().replace("\"source\":\"api\"", "\"source\":\"code\"");
                route.fulfill(new FulfillOptions().setResponse(answer).setBody(body));
              });
      console.go("schedules/coded");
      assertThat(console.page().getByText("defined in code")).isVisible();
      for (String verb : List.of("Trigger now", "Pause")) {
        assertThat(console.button(verb)).isVisible();
      }
      assertThat(console.link("Edit")).hasCount(0);
      assertThat(console.button("Delete…")).hasCount(0);
      console.go("schedules/coded/edit");
      assertThat(console.page().getByRole(AriaRole.ALERT)).containsText("is defined in code");
      assertThat(console.button("Keep the changes")).hasCount(0);
    }
  }

  private static Locator row(Console console, String name) {
    return console.page().locator("tbody tr", new Page.LocatorOptions().setHas(console.link(name)));
  }

  private static Console signedIn(String token) {
    return Console.open(chromium.browser(), service).signIn(token);
  }
}
