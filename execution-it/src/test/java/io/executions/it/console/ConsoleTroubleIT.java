package io.executions.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsHiddenOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers in the place of the service, or does not answer, is told and gone on from. */
class ConsoleTroubleIT {
  private static final int PATIENCE = 30_000;

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
  void open() {
    console = Console.open(chromium.browser(), service);
    page = console.page();
  }

  @AfterEach
  void leave() {
    assertThat(console.otherComplaints()).isEmpty();
    console.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404})
  void goesOnWithAnExecutionOnceTheServiceAnswersAgain(int status) throws IOException {
    long id = service.createsWaiting();
    console.signIn(ConsoleService.OPERATOR).go("executions/" + id);
    assertThat(page.locator(".head .status")).hasText("pending");

    goesOnAfterAPage("**/api/executions/" + id, status);

    assertThat(page.locator(".head .status")).hasText("pending");
    service.client().post("api/executions/" + id + "/cancel");
    assertThat(page.locator(".head .status")).hasText("cancelled");
  }

  @Test
  void goesOnWithTheOverviewOnceTheServiceAnswersAgain() {
    console.signIn(ConsoleService.VIEWER);
    assertThat(page.locator(".tile.failed")).isVisible();

    goesOnAfterAPage("**/api/stats", 404);

    page.waitForResponse("**/api/stats", () -> {});
  }

  /** Something else answers with a page of its own there, for a while. */
  private void goesOnAfterAPage(String address, int status) {
    page.route(
        address,
        route ->
            route.fulfill(
                new FulfillOptions()
                    .setStatus(status)
                    .setContentType("text/html")
                    .setBody("<h1>Elsewhere</h1>")));
    Locator alert = page.getByRole(AriaRole.ALERT);
    assertThat(alert).isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
    assertThat(alert).containsText("What you see is of");
    page.unroute(address);
    assertThat(alert).isHidden(new IsHiddenOptions().setTimeout(PATIENCE));
  }

  @Test
  void saysThatAViewDoesNotComeAndLoadsItAgain() {
    console.signIn(ConsoleService.VIEWER);
    page.route("**/console/view/nodes.js", Route::abort);
    console.go("nodes");
    assertThat(console.heading("This page could not be loaded")).isVisible();
    console.go("settings");
    assertThat(console.heading("Settings")).isVisible();
    console.go("nodes");
    assertThat(console.heading("This page could not be loaded")).isVisible();
    page.unroute("**/console/view/nodes.js");
    console.button("Load it again").click();
    assertThat(console.heading("Nodes")).isVisible();
  }

  @Test
  void drawsTheChartsOnceTheyCanBeLoaded() {
    page.route("**/uPlot.iife.min.js", Route::abort);
    console.signIn(ConsoleService.VIEWER);
    Locator captions = page.getByText("the chart itself could not be loaded yet");
    assertThat(captions).hasCount(4);
    page.unroute("**/uPlot.iife.min.js");
    assertThat(page.locator(".plot canvas"))
        .hasCount(4, new HasCountOptions().setTimeout(PATIENCE));
    assertThat(captions).hasCount(0);
  }

  @Test
  void showsWhatItCanOfAnAddressThatNobodyWroteSo() {
    console.signIn(ConsoleService.VIEWER);
    console.go("executions/%");
    assertThat(console.heading("There is nothing here")).isVisible();
    console.go("executions?sort=constructor&within=toString");
    assertThat(page.getByLabel("Order")).hasValue("newest");
    assertThat(page.getByLabel("Created", new Page.GetByLabelOptions().setExact(true)))
        .hasValue("");
    console.go("?span=constructor");
    assertThat(page.getByRole(AriaRole.ALERT)).isHidden();
    assertThat(page.locator(".plot canvas")).hasCount(4);
  }
}
