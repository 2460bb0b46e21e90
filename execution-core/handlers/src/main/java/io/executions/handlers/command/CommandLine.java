package io.executions.handlers.command;

import io.executions.api.ExecutionContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the system is told to run: a file, its arguments, and its environment. */
record CommandLine(Path file, List<String> args) {
  private static final List<String> START =
      List.of(Tools.SETSID, Tools.SETPRIV, "--pdeathsig", "KILL", "--");

  /** Removes what the shell has set and the command must not see. */
  private static final String UNSET = "exec " + Tools.ENV + " -u PWD -u OLDPWD -u SHLVL -u _";

  /** Returns a builder with the arguments and the whole environment in it. */
  ProcessBuilder processBuilder(Workspace workspace, ExecutionContext context) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words(workspace));
    Map<String, String> environment = builder.environment();
    // Not read and put again: that would spoil bytes that the locale has no characters for.
    environment.keySet().retainAll(Set.of("PATH", "HOME", "LANG"));
    environment.putIfAbsent("PATH", "/usr/local/bin:/usr/bin:/bin");
    environment.putIfAbsent("HOME", System.getProperty("user.home"));
    environment.putIfAbsent("LANG", "C.UTF-8");
    environment.put("EXECUTION_ID", Long.toString(context.id()));
    environment.put("EXECUTION_ATTEMPT", Integer.toString(context.attempt()));
    return builder;
  }

  /** Returns the file's path as a message shows it. */
  String shownFile() {
    return new String(OctetPath.octets(file), StandardCharsets.UTF_8);
  }

  private List<String> words(Workspace workspace) throws IOException {
    List<String> words = new ArrayList<>(START);
    if (!localeIsUtf8()
        && !(isAscii(shownFile()) && args.stream().allMatch(CommandLine::isAscii))) {
      Files.write(workspace.script(), script());
      return List.of(Tools.SH, workspace.script().toString());
    }
    words.add(file.toString());
    words.addAll(args);
    return words;
  }

  /**
   * Returns a shell script that becomes the command. The JDK writes arguments in the locale's
   * charset, with a question mark for characters that it lacks; a file holds any bytes. Between
   * single quotes a shell takes all but a single quote as it is.
   */
  private byte[] script() {
    ByteArrayOutputStream script = new ByteArrayOutputStream();
    script.writeBytes((UNSET + " " + String.join(" ", START)).getBytes(StandardCharsets.US_ASCII));
    quote(OctetPath.octets(file), script);
    args.forEach(arg -> quote(arg.getBytes(StandardCharsets.UTF_8), script));
    script.write('\n');
    return script.toByteArray();
  }

  private static void quote(byte[] word, ByteArrayOutputStream script) {
    script.writeBytes(new byte[] {' ', '\''});
    for (byte octet : word) {
      if (octet == '\'') {
        script.writeBytes(new byte[] {'\'', '\\', '\'', '\''});
      } else {
        script.write(octet);
      }
    }
    script.write('\'');
  }

  // The JDK takes file.encoding up to 17, sun.jnu.encoding from 18.
  private static boolean localeIsUtf8() {
    return Charset.defaultCharset().equals(StandardCharsets.UTF_8)
        && "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }
}
