package io.executions.launch;

import io.executions.settings.HintAddress;
import io.executions.settings.InvalidSettingsException;
import io.executions.settings.Settings;
import io.executions.settings.SettingsParser;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Main class of the runnable JAR: reads the options, checks the settings, takes the data directory
 * and starts the server in this process. The exit code is 1 if it cannot start, and 2 if an option
 * is wrong.
 */
public final class Launcher {
  private static final int CANNOT_START = 1;
  private static final int WRONG_OPTION = 2;

  private Launcher() {}

  /**
   * Starts the service.
   *
   * @param arguments options, as {@code --help} explains them
   */
  public static void main(String[] arguments) {
    try {
      Options options = Options.parse(arguments);
      if (options.toPrint() == null) {
        start(options.port());
      } else {
        System.out.println(options.toPrint().stripTrailing());
      }
    } catch (WrongOptionException e) {
      end(e.getMessage() + " (--help explains the options)", WRONG_OPTION);
    } catch (InvalidSettingsException e) {
      end(e.getMessage(), CANNOT_START);
    } catch (ServerStartException e) {
      end("The service cannot start: " + e.getMessage(), CANNOT_START);
    }
  }

  private static void start(int port) throws ServerStartException {
    StartingPlace.requireNames();
    // Read once, at the first use of logging.
    System.setProperty("java.util.logging.manager", LogThroughShutdown.class.getName());
    EndedThreads.log();
    StopSignal stop = StopSignal.handle();
    SettingsParser reader = SettingsParser.ofProcess();
    Settings settings = Settings.read(reader);
    ServerSettings server = ServerSettings.read(reader, settings.dataDir());
    reader.check();
    ServerDirectory directory = ServerDirectory.take(settings.dataDir());
    Endpoint endpoint = new Endpoint(server.address(), port);
    endpoint.requireFree();
    settings
        .hints()
        .flatMap(HintAddress::refusal)
        .ifPresent(why -> reader.fault("EXECUTION_HINTS", why));
    reader.check();
    Optional<String> lacking = directory.lacking(server.database());
    directory.renew();
    HiddenSecrets.hide();
    say(
        Level.INFO,
        "Starting on %s, data in %s; it takes about half a minute"
            .formatted(endpoint, settings.dataDir()));
    reader.warnings(System.getenv().keySet()).forEach(text -> say(Level.WARNING, text));
    lacking.ifPresent(text -> say(Level.WARNING, text));
    new Server(settings, server, directory, endpoint).start(stop);
  }

  /** The server makes the log, so there is none before it. */
  private static void say(Level level, String message) {
    LogRecord line = new LogRecord(level, message);
    line.setLoggerName(Launcher.class.getName());
    System.err.print(new LineFormatter().format(line));
  }

  /** At once: a server that has not started has nothing to stop, and would say much about it. */
  private static void end(String reason, int exitCode) {
    System.err.println(reason);
    Runtime.getRuntime().halt(exitCode);
  }
}
