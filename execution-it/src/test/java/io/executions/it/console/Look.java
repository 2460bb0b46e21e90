package io.executions.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import java.util.List;

/** What holds of each view, whatever the size of the window and the theme. */
final class Look {
  private Look() {}

  /** Nothing that people who hear or type could not use, and nothing beyond the edge. */
  static void assertSound(Console console, String view) {
    // Its other mode opens a page for each view, for frames, of which there are none.
    List<Rule> violations =
        new AxeBuilder(console.page()).setLegacyMode(true).analyze().getViolations();
    assertThat(violations).as("findings in '%s'", view).isEmpty();
    assertFits(console, view);
  }

  /** Nothing beyond the edge. */
  static void assertFits(Console console, String view) {
    Object beyond =
        console
            .page()
            .evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(beyond).as("pixels beyond the edge in '%s'", view).isEqualTo(0);
  }
}
