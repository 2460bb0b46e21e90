package io.executions.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;

/** The console in a browser window of its own. */
final class Console implements AutoCloseable {
  private final BrowserContext context;
  private final Page page;
  private final String address;
  private final List<String> complaints = new ArrayList<>();

  private Console(BrowserContext context, String address) {
    this.context = context;
    this.address = address;
    this.page = context.newPage();
    page.onConsoleMessage(this::hear);
    page.onPageError(complaints::add);
    page.onRequest(this::watch);
  }

  /** Opens it, with nobody signed in. */
  static Console open(Browser browser, ConsoleService service, NewContextOptions options) {
    Console console = new Console(browser.newContext(options), service.address());
    console.page.navigate(service.address());
    return console;
  }

  static Console open(Browser browser, ConsoleService service) {
    return open(browser, service, new NewContextOptions());
  }

  private void hear(ConsoleMessage message) {
    if (List.of("error", "warning").contains(message.type())) {
      complaints.add(message.text());
    }
  }

  private void watch(Request request) {
    if (!request.url().startsWith(address) && !request.url().startsWith("blob:")) {
      complaints.add("asks elsewhere: " + request.url());
    }
  }

  /** Signs in by the form, and waits for the overview, or the view that the address names. */
  Console signIn(String token) {
    page.getByLabel("Token").fill(token);
    button("Sign in").click();
    assertThat(button("Sign out")).isVisible();
    return this;
  }

  /** Goes to the view of that address, such as {@code executions?status=failed}. */
  Console go(String view) {
    page.evaluate("view => { location.hash = view }", "#/" + view);
    return this;
  }

  Page page() {
    return page;
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(name).setExact(true));
  }

  Locator heading(String name) {
    return page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName(name).setExact(true));
  }

  Locator dialog() {
    return page.getByRole(AriaRole.DIALOG);
  }

  /** Returns what the browser has complained about: errors, the policy, requests to elsewhere. */
  List<String> complaints() {
    return complaints;
  }

  /** Returns those complaints that do not say that the service has refused something or is away. */
  List<String> otherComplaints() {
    return complaints.stream()
        .filter(complaint -> !complaint.startsWith("Failed to load resource"))
        .toList();
  }

  @Override
  public void close() {
    context.close();
  }
}
