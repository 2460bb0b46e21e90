package io.executions.launch;

import io.executions.settings.InvalidSettingsException;
import io.executions.settings.ServerSettings;
import io.executions.settings.Settings;
import io.executions.settings.SettingsReader;
import java.io.IOException;

/**
 * Main class of the runnable JAR: checks the settings, prepares the data directory and starts the
 * server in this process. The exit code is 1 if it cannot start.
 */
public final class Launcher {
  private Launcher() {}

  /**
   * Starts the service.
   *
   * @param arguments options of Payara Micro, such as {@code --port 8080}
   */
  public static void main(String[] arguments) {
    try {
      SettingsReader reader = SettingsReader.ofProcess();
      Settings settings = Settings.read(reader);
      ServerSettings server = ServerSettings.read(reader, settings.dataDir());
      reader.check();
      HiddenSecrets.hide();
      ServerDirectory directory = ServerDirectory.open(settings.dataDir(), server.ownDatabase());
      new Server(settings, server, directory).start(arguments);
    } catch (InvalidSettingsException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (IOException | ServerStartException e) {
      System.err.println("The service cannot start: " + e.getMessage());
      System.exit(1);
    }
  }
}
