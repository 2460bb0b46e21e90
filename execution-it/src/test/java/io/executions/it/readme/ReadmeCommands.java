package io.executions.it.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The commands that a README tells its readers to type, in their order: those in blocks for a
 * shell, separated by empty lines, and those of Maven in the text.
 */
record ReadmeCommands(List<String> all) {
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern IN_TEXT = Pattern.compile("`(mvn [^`]+)`");

  static ReadmeCommands of(Path readme) throws IOException {
    String text = Files.readString(readme);
    Stream<String> inBlocks =
        BLOCK
            .matcher(text)
            .results()
            .flatMap(block -> Arrays.stream(block.group(1).split("\n\n")))
            .map(String::strip);
    Stream<String> inText = IN_TEXT.matcher(text).results().map((MatchResult m) -> m.group(1));
    return new ReadmeCommands(Stream.concat(inBlocks, inText).toList());
  }

  /** Returns those that begin so. */
  List<String> beginningWith(String words) {
    return all.stream().filter(command -> command.startsWith(words)).toList();
  }

  /** Returns those that begin with none of these. */
  List<String> without(String... beginnings) {
    Predicate<String> known = command -> Arrays.stream(beginnings).anyMatch(command::startsWith);
    return all.stream().filter(known.negate()).toList();
  }
}
