package io.executions.settings;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What is secret among the environment and the system properties that this process was started
 * with. Linux shows both to others, in {@code /proc/PID/environ} and {@code /proc/PID/cmdline},
 * from the memory of the process, where they can be overwritten: the virtual machine has its own
 * copies by then. Not thread-safe.
 */
public final class ProcessSecrets {
  private static final Pattern OWN = Pattern.compile("EXECUTION_.*_(PASSWORD|TOKEN)");
  private static final Pattern ANY =
      Pattern.compile(
          "PASSW|PASSPHRASE|_PASS\\b|_PWD\\b|TOKEN|SECRET|CREDENTIAL|_KEY\\b|APIKEY|AUTH",
          Pattern.CASE_INSENSITIVE);
  private static final Path PROC = Path.of("/proc/self");
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  /** The number of the field {@code arg_start} in {@code stat}, where state is 0; see proc(5). */
  private static final int ARG_START = 45;

  private ProcessSecrets() {}

  /**
   * Overwrites the secrets of this service, and nothing that belongs to somebody else in this
   * process. {@link System#getenv()} and system properties stay as they are.
   *
   * @return the names of those that can still be seen, as the system does not let them be hidden
   */
  public static Set<String> hideOwn() {
    return hide(name -> OWN.matcher(name).matches());
  }

  /** Overwrites whatever is secret by its name, likewise. */
  public static Set<String> hideAll() {
    return hide(name -> ANY.matcher(name).find());
  }

  private static Set<String> hide(Predicate<String> secret) {
    System.getenv(); // makes the copy
    try {
      if (!seen(secret).isEmpty()) {
        overwrite(secret);
      }
    } catch (IOException | RuntimeException e) {
      System.getLogger(ProcessSecrets.class.getName())
          .log(System.Logger.Level.DEBUG, "On hiding secrets", e);
    }
    return seen(secret);
  }

  private static void overwrite(Predicate<String> secret) throws IOException {
    String stat = Files.readString(PROC.resolve("stat"), BYTES);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    try (RandomAccessFile memory = new RandomAccessFile(PROC.resolve("mem").toFile(), "rw")) {
      for (int field = ARG_START; field < ARG_START + 4; field += 2) {
        overwrite(memory, Long.parseLong(fields[field]), Long.parseLong(fields[field + 1]), secret);
      }
    }
  }

  private static void overwrite(
      RandomAccessFile memory, long start, long end, Predicate<String> secret) throws IOException {
    byte[] block = new byte[Math.toIntExact(end - start)];
    memory.seek(start);
    memory.readFully(block);
    int from = 0;
    for (String item : new String(block, BYTES).split("\0", -1)) {
      int value = item.indexOf('=') + 1;
      if (holds(item, secret)) {
        memory.seek(start + from + value);
        memory.write(new byte[item.length() - value]);
      }
      from += item.length() + 1;
    }
  }

  private static Set<String> seen(Predicate<String> secret) {
    Set<String> names = new TreeSet<>();
    for (String file : new String[] {"environ", "cmdline"}) {
      try {
        for (String item : Files.readString(PROC.resolve(file), BYTES).split("\0")) {
          if (holds(item, secret)) {
            names.add(name(item));
          }
        }
      } catch (IOException e) {
        // Where there is no such file, nobody can read it either.
      }
    }
    return names;
  }

  private static boolean holds(String item, Predicate<String> secret) {
    int value = item.indexOf('=') + 1;
    return value > 0 && value < item.length() && secret.test(name(item));
  }

  private static String name(String item) {
    String name = item.substring(0, item.indexOf('='));
    return name.startsWith("-D") ? name.substring(2) : name;
  }
}
