package io.executions.launch;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the command line of the runnable JAR says. */
@Command(
    name = "java -jar execution-service.jar",
    header = "Execution Service: runs work durably, found by polling a database.",
    sortOptions = false,
    usageHelpWidth = 100,
    footer = SettingsHelp.TEXT)
final class Options {
  private static final int MAX_PORT = 65_535;

  @Option(
      names = "--port",
      paramLabel = "NUMBER",
      defaultValue = "8080",
      converter = Port.class,
      description = "the port to listen on, 1 to 65535; by default 8080")
  private int port;

  @Option(
      names = {"-h", "--help"},
      description = "print this and end")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      description = "print the version, its commit and what is inside, and end")
  private boolean version;

  private Options() {}

  /**
   * Reads them and touches nothing.
   *
   * @throws WrongOptionException if there is any other, or one with a wrong value
   */
  static Options parse(String... arguments) throws WrongOptionException {
    Options options = new Options();
    try {
      new CommandLine(options).setExpandAtFiles(false).parseArgs(arguments);
    } catch (UnmatchedArgumentException e) {
      throw new WrongOptionException(unknown(e));
    } catch (ParameterException e) {
      throw new WrongOptionException(e.getMessage().lines().findFirst().orElse("wrong option"));
    }
    return options;
  }

  /** Only the first unknown option is reported: what follows it may be its value. */
  private static String unknown(UnmatchedArgumentException e) {
    return e.getUnmatched().stream()
        .filter(argument -> argument.startsWith("-"))
        .findFirst()
        .map(option -> "Unknown option: '%s'".formatted(option.lines().findFirst().orElse("")))
        .orElseGet(() -> e.getMessage().lines().findFirst().orElse("wrong option"));
  }

  int port() {
    return port;
  }

  /** Returns what is to be printed instead of a start, or null. */
  String toPrint() {
    if (help) {
      return new CommandLine(this).getUsageMessage(CommandLine.Help.Ansi.OFF);
    }
    return version ? ProductFacts.read().text() : null;
  }

  static final class Port implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > MAX_PORT) {
        throw new TypeConversionException("must be a number from 1 to " + MAX_PORT);
      }
      return Integer.valueOf(text);
    }
  }
}
