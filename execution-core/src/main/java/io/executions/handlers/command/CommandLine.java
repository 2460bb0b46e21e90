package io.executions.handlers.command;

import io.executions.api.ExecutionContext;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the system is told to run: a file, its arguments, and its environment. */
record CommandLine(Path file, List<String> args) {
  // The JDK writes arguments in the locale's charset, with ? for what that has not, and services
  // and containers often have no locale. So non-ASCII arguments then go as octal escapes, which
  // this script turns into the bytes again before it becomes the command. It never reads them as
  // shell text. The dot keeps line feeds at the end.
  private static final String DECODE =
      """
      for arg do
        shift
        decoded=$(printf '%b.' "$arg")
        set -- "$@" "${decoded%.}"
      done
      exec "$0" -u PWD -u OLDPWD -u SHLVL -u _ "$@"
      """;

  /** Returns a builder with the arguments and the whole environment in it. */
  ProcessBuilder processBuilder(ExecutionContext context) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of(Tools.SETSID, Tools.SETPRIV, "--pdeathsig", "KILL", "--"));
    words.add(file.toString());
    words.addAll(args);
    boolean encoded = !localeIsUtf8() && !args.stream().allMatch(CommandLine::isAscii);
    ProcessBuilder builder = new ProcessBuilder(encoded ? decoding(words) : words);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", server("PATH", "/usr/local/bin:/usr/bin:/bin"));
    environment.put("HOME", server("HOME", System.getProperty("user.home")));
    environment.put("LANG", server("LANG", "C.UTF-8"));
    environment.put("EXECUTION_ID", Long.toString(context.id()));
    environment.put("EXECUTION_ATTEMPT", Integer.toString(context.attempt()));
    return builder;
  }

  private static List<String> decoding(List<String> words) {
    List<String> decoding = new ArrayList<>(List.of(Tools.SH, "-c", DECODE, Tools.ENV));
    words.forEach(word -> decoding.add(escape(word)));
    return decoding;
  }

  private static String escape(String word) {
    StringBuilder escaped = new StringBuilder();
    for (byte octet : word.getBytes(StandardCharsets.UTF_8)) {
      if (octet < 0 || octet == '\\') {
        escaped.append("\\0%03o".formatted(octet & 0xff));
      } else {
        escaped.append((char) octet);
      }
    }
    return escaped.toString();
  }

  // The JDK takes file.encoding up to 17, sun.jnu.encoding from 18.
  private static boolean localeIsUtf8() {
    return Charset.defaultCharset().equals(StandardCharsets.UTF_8)
        && "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  private static String server(String name, String otherwise) {
    return Optional.ofNullable(System.getenv(name)).orElse(otherwise);
  }
}
