package io.executions.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may not do a thing is not offered it; who is not signed in sees nothing. */
class ConsoleRolesIT {
  @TempDir private static Path home;
  private static Chromium chromium;
  private static ConsoleService service;
  private static long pending;
  private static long ended;

  @BeforeAll
  static void start() throws IOException {
    chromium = Chromium.start();
    service = ConsoleService.start(home);
    pending = service.createsWaiting();
    ended = service.createsWaiting();
    service.client().post("api/executions/" + ended + "/cancel");
  }

  @AfterAll
  static void stop() {
    service.close();
    chromium.close();
  }

  @Test
  void offersAViewerNothingThatChangesAnything() {
    try (Console console = signedIn(ConsoleService.VIEWER)) {
      assertThat(console.link("Create")).hasCount(0);
      console.go("tokens");
      assertThat(console.heading("You may not see this page")).isVisible();
      assertThat(console.page().getByText("It is for administrators")).isVisible();
      assertThat(console.link("Create an execution")).hasCount(0);
      console.go("executions/" + pending);
      assertThat(console.heading("Execution " + pending)).isVisible();
      for (String verb : List.of("Cancel…", "Change…", "Delete…")) {
        assertThat(console.button(verb)).hasCount(0);
      }
      assertThat(console.link("Create one like this")).hasCount(0);
      console.go("executions");
      assertThat(console.page().locator("tbody tr")).hasCount(2);
      assertThat(console.page().locator("tbody input")).hasCount(0);
      assertNoSteering(console);
    }
  }

  @Test
  void offersAnOperatorToMoveExecutionsButNotToSteer() {
    try (Console console = signedIn(ConsoleService.OPERATOR)) {
      console.go("executions/" + pending);
      assertThat(console.button("Cancel…")).isVisible();
      assertThat(console.button("Change…")).isVisible();
      assertThat(console.link("Create one like this")).isVisible();
      console.go("executions/" + ended);
      assertThat(console.button("Retry")).isVisible();
      assertThat(console.button("Change…")).hasCount(0);
      assertThat(console.button("Delete…")).hasCount(0);
      assertNoSteering(console);
    }
  }

  @Test
  void offersAnAdministratorAll() {
    try (Console console = signedIn(ConsoleService.ADMIN)) {
      console.go("executions/" + ended);
      assertThat(console.button("Delete…")).isVisible();
      console.go("executions/" + pending);
      assertThat(console.button("Change…")).isVisible();
      assertThat(console.button("Delete…")).hasCount(0);
      console.go("nodes");
      assertThat(console.button("Drain…")).isVisible();
      console.go("settings");
      assertThat(console.button("Pause…")).isVisible();
      assertThat(console.button("Set")).hasCount(2);
    }
  }

  @Test
  void keepsTheTokenFromScriptsAndForgetsItWhenToldTo() {
    try (Console console = signedIn(ConsoleService.VIEWER)) {
      Object stored =
          console
              .page()
              .evaluate(
                  "JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + document.cookie");
      assertThat(stored).asString().doesNotContain("token");
      console.page().reload();
      assertThat(console.heading("Overview")).isVisible();
      console.button("Sign out").click();
      assertThat(console.heading("Sign in")).isVisible();
      console.page().reload();
      assertThat(console.heading("Sign in")).isVisible();
      assertThat(console.complaints()).isEmpty();
    }
  }

  @Test
  void refusesAWrongTokenAndGoesToWhereOneWantedToBe() {
    try (Console console = Console.open(chromium.browser(), service)) {
      console.go("executions?status=pending");
      Locator token = console.page().getByLabel("Token");
      token.fill("no-token-of-anybody");
      console.button("Sign in").click();
      assertThat(console.page().getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
          .containsText("No such token");
      console.signIn(ConsoleService.OPERATOR);
      assertThat(console.heading("Executions")).isVisible();
      assertThat(console.page().locator("tbody tr")).hasCount(1);
      assertThat(console.otherComplaints()).isEmpty();
    }
  }

  private static void assertNoSteering(Console console) {
    console.go("nodes");
    assertThat(console.heading("node-a")).isVisible();
    for (String verb : List.of("Drain…", "Poll now", "Resume")) {
      assertThat(console.button(verb)).hasCount(0);
    }
    console.go("settings");
    assertThat(console.heading("What is set")).isVisible();
    assertThat(console.button("Pause…")).hasCount(0);
    assertThat(console.button("Set")).hasCount(0);
  }

  private static Console signedIn(String token) {
    return Console.open(chromium.browser(), service).signIn(token);
  }
}
