package io.executions.launch;

import io.executions.settings.Settings;
import io.executions.settings.SettingsParser;
import java.io.File;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What only the runnable JAR is told, beside the {@link Settings} of its node.
 *
 * @param address the address that the HTTP listener is bound to
 * @param database its database
 */
record ServerSettings(InetAddress address, DatabaseSettings database) {
  /**
   * The server makes addresses of the paths of what it unpacks and takes them apart again: what an
   * address writes in another way than a path, it does not find. A semicolon ends the name of an
   * embedded database.
   */
  private static final Pattern NOT_IN_PATHS = Pattern.compile("[^A-Za-z0-9/ .,:=@_~!$&'()*+-]");

  private static final int LONGEST_PATH = 2000;

  /** Reads them; what is wrong is told by the reader's {@link SettingsParser#check()}. */
  static ServerSettings read(SettingsParser reader, Path dataDir) {
    checkPath(reader, dataDir.toString().replace(File.separatorChar, '/'));
    return new ServerSettings(
        reader.parsed("EXECUTION_ADDRESS", "127.0.0.1", ServerSettings::address),
        DatabaseSettings.read(reader, dataDir));
  }

  private static void checkPath(SettingsParser reader, String path) {
    Matcher strange = NOT_IN_PATHS.matcher(path);
    if (strange.find()) {
      int character = path.codePointAt(strange.start());
      reader.fault(
          "EXECUTION_DATA_DIR",
          "must not have %s in its path: %s"
              .formatted(
                  character > ' ' && character < 127
                      ? Character.toString(character)
                      : "U+%04X".formatted(character),
                  path.replaceAll("\\p{Cntrl}", "?")));
    } else if (path.length() > LONGEST_PATH) {
      reader.fault(
          "EXECUTION_DATA_DIR",
          "must have a path of at most %d characters".formatted(LONGEST_PATH));
    }
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("must be an address of this host", e);
    }
  }
}
