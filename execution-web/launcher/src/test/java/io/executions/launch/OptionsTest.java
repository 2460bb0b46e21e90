package io.executions.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.settings.Settings;
import io.executions.settings.SettingsParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  /** Those of the WAR and the library only. */
  private static final Set<String> NOT_OF_THE_JAR = Set.of("EXECUTION_DATA_SOURCE");

  @ParameterizedTest
  @CsvSource({"--port=8081, 8081", "--port=1, 1", "--port=65535, 65535"})
  void takeThePort(String argument, int port) throws WrongOptionException {
    assertThat(Options.parse(argument).port()).isEqualTo(port);
    assertThat(Options.parse(argument.split("=")).port()).isEqualTo(port);
  }

  @Test
  void takePort8080ByDefaultAndPrintNothing() throws WrongOptionException {
    assertThat(Options.parse().port()).isEqualTo(8080);
    assertThat(Options.parse().toPrint()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--port", "--port 0", "--port x", "--port 65536", "--port -1", "--port 99999999999",
        "--port 1 --port 2", "--wrong", "-p 1", "file.war", "--deploy file.war", "@file",
        "--help --wrong", "--version --port x"
      })
  void refuseWhateverElseInOneLine(String arguments) {
    assertThatThrownBy(() -> Options.parse(arguments.split(" ")))
        .isInstanceOf(WrongOptionException.class)
        .message()
        .hasLineCount(1)
        .contains(arguments.contains("x") ? "--port" : "");
  }

  @Test
  void nameOfWhatNobodyKnowsTheOptionOnly() {
    assertThatThrownBy(() -> Options.parse("--prot", "8081"))
        .isInstanceOf(WrongOptionException.class)
        .hasMessage("Unknown option: '--prot'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-h", "--help"})
  void explainThemselves(String argument) throws WrongOptionException {
    String help = Options.parse(argument).toPrint();
    assertThat(help).contains("--port", "--help", "--version");
    assertThat(help.lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void explainEverySettingThatIsRead() throws WrongOptionException {
    Set<String> read = new TreeSet<>();
    SettingsParser reader =
        new SettingsParser(
            name -> {
              read.add(name);
              return Optional.empty();
            });
    ServerSettings.read(reader, Settings.read(reader).dataDir());
    read.removeAll(NOT_OF_THE_JAR);

    assertThat(explained()).containsExactlyInAnyOrderElementsOf(read);
  }

  @Test
  void explainEverySettingWithTheDefaultThatTheReadmeGives() throws Exception {
    String help = Options.parse("--help").toPrint().replaceAll("\\s+", " ").strip();
    List<String> rows = settingsOfTheGuide();
    assertThat(rows).hasSizeGreaterThan(15);
    for (String row : rows) {
      String[] cells = row.split("\\|");
      String byDefault = cells[2].replace("`", "").strip();
      for (String name : names(cells[1])) {
        if (!NOT_OF_THE_JAR.contains(name)) {
          assertThat(help).containsPattern(Pattern.quote(name) + "\\b");
          if (byDefault.matches("[\\w./]+")) {
            assertThat(help)
                .containsPattern(
                    "%s [^;]*; %s( [A-Z]|$)".formatted(name, Pattern.quote(byDefault)));
          }
        }
      }
    }
  }

  private static List<String> explained() throws WrongOptionException {
    Matcher name =
        Pattern.compile("(?m)^  ((EXECUTION|POLL)_\\w+) ").matcher(Options.parse("-h").toPrint());
    return name.results().map(found -> found.group(1)).toList();
  }

  private static List<String> settingsOfTheGuide() throws IOException {
    return Files.readAllLines(Path.of("..", "..", "docs", "settings.md")).stream()
        .filter(line -> line.startsWith("| `EXECUTION_") || line.startsWith("| `POLL_"))
        .filter(line -> line.split("\\|").length == 4)
        .toList();
  }

  /** Such as {@code `EXECUTION_DB_URL`, `_USER`}: the second is short for EXECUTION_DB_USER. */
  private static List<String> names(String cell) {
    List<String> names = new ArrayList<>();
    Matcher name = Pattern.compile("`(\\w+)`").matcher(cell);
    while (name.find()) {
      String text = name.group(1);
      if (text.startsWith("_")) {
        String first = names.get(0);
        int parts = text.split("_").length - 1;
        String stem = first;
        for (int part = 0; part < parts; part++) {
          stem = stem.substring(0, stem.lastIndexOf('_'));
        }
        text = stem + text;
      }
      names.add(text);
    }
    return names;
  }
}
