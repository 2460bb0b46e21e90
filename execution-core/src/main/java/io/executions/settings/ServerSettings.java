package io.executions.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;

/**
 * What only the runnable JAR is told, beside the {@link Settings} of its node.
 *
 * @param address the address that the HTTP listener is bound to
 * @param database its database
 * @param ownDatabase whether the database is the embedded one in the data directory
 */
public record ServerSettings(InetAddress address, DatabaseSettings database, boolean ownDatabase) {

  /** Reads them; what is wrong is told by the reader's {@link SettingsReader#check()}. */
  public static ServerSettings read(SettingsReader reader, Path dataDir) {
    if (dataDir.toString().indexOf(';') >= 0) {
      reader.fault("EXECUTION_DATA_DIR", "must not contain a semicolon");
    }
    return new ServerSettings(
        reader.parsed("EXECUTION_ADDRESS", "127.0.0.1", ServerSettings::address),
        DatabaseSettings.read(reader, dataDir),
        reader.text("EXECUTION_DB_URL").isEmpty());
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("must be an address of this host", e);
    }
  }
}
