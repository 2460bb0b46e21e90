package io.executions.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people read beside the code leads to where it says. */
class DocumentLinksTest {
  private static final Path REPOSITORY = Path.of("..", "..");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```$|`[^`\n]+`");

  static List<Path> documents() throws IOException {
    try (Stream<Path> top = Files.list(REPOSITORY);
        Stream<Path> guides = Files.list(REPOSITORY.resolve("docs"));
        Stream<Path> examples = Files.walk(REPOSITORY.resolve("examples"), 2)) {
      return Stream.of(top, guides, examples)
          .flatMap(paths -> paths)
          .filter(path -> path.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void linksLeadToFilesAndHeadingsThatAreThere(Path document) throws IOException {
    List<String> links =
        LINK.matcher(withoutCode(Files.readString(document)))
            .results()
            .map(link -> link.group(1))
            .filter(link -> !link.matches("https?:.*"))
            .toList();

    assertThat(links).allMatch(link -> leadsSomewhere(document, link));
  }

  private static boolean leadsSomewhere(Path document, String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
    return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
  }

  /** Returns the addresses of its headings, as the usual renderers make them. */
  private static List<String> anchors(Path document) {
    try {
      Matcher headings =
          Pattern.compile("(?m)^#+ (.+)$")
              .matcher(Files.readString(document).replaceAll("(?ms)^ *```.*?^ *```$", ""));
      return headings
          .results()
          .map(heading -> heading.group(1).strip().toLowerCase(Locale.ROOT))
          .map(text -> text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String withoutCode(String text) {
    return CODE.matcher(text).replaceAll("");
  }
}
