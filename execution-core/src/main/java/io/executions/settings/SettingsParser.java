package io.executions.settings;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads settings by name and collects what is wrong with them, so that all faults are told at once.
 * A faulty or missing setting reads as its default until {@link #check()} throws. Not thread-safe.
 */
public final class SettingsParser {
  private final Function<String, Optional<String>> source;
  private final List<String> faults = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Set<String> names = new TreeSet<>();

  /** Makes a reader of what {@code source} finds by name; blank values count as not set. */
  public SettingsParser(Function<String, Optional<String>> source) {
    this.source = source;
  }

  /** Returns a reader of system properties and, behind them, environment variables. */
  public static SettingsParser ofProcess() {
    return new SettingsParser(
        name ->
            Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(System.getenv(name))));
  }

  /** Returns the text of a setting, without surrounding blanks, or empty when it is not set. */
  public Optional<String> text(String name) {
    names.add(name);
    return source.apply(name).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** Returns a whole number within bounds. */
  public long number(String name, long byDefault, long min, long max) {
    return text(name)
        .map(
            text -> {
              try {
                long value = Long.parseLong(text);
                if (value >= min && value <= max) {
                  return value;
                }
              } catch (NumberFormatException e) {
                // reported below, like a number out of range
              }
              fault(name, "must be a whole number from %d to %d".formatted(min, max));
              return byDefault;
            })
        .orElse(byDefault);
  }

  /** Returns a whole number of milliseconds within bounds, as a duration. */
  public Duration millis(String name, long byDefault, long min, long max) {
    return Duration.ofMillis(number(name, byDefault, min, max));
  }

  /** Returns an ISO-8601 duration of days or less that is not negative; {@code none} is empty. */
  public Optional<Duration> durationOrNone(String name, Duration byDefault) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.of(byDefault);
    }
    if (text.get().equals("none")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Retention.parse(text.get()));
    } catch (IllegalArgumentException e) {
      fault(name, e.getMessage());
      return Optional.of(byDefault);
    }
  }

  /** Returns the path of an existing directory, if the setting is set. */
  public Optional<Path> directory(String name) {
    return text(name).flatMap(text -> existingDirectory(name, text));
  }

  private Optional<Path> existingDirectory(String name, String text) {
    try {
      Path path = Path.of(text);
      if (Files.isDirectory(path)) {
        return Optional.of(path);
      }
    } catch (InvalidPathException e) {
      // reported below, like one that is not there
    }
    fault(name, "must name an existing directory");
    return Optional.empty();
  }

  /**
   * Returns a secret of at least so many characters, if it is given: by the setting itself, or by a
   * file that {@code NAME_FILE} names.
   */
  public Optional<Secret> secret(String name, int minLength) {
    Optional<String> file = text(name + "_FILE");
    if (file.isPresent() && text(name).isPresent()) {
      fault(name + "_FILE", "must not be given together with " + name);
    }
    return text(name)
        .or(() -> file.flatMap(path -> secretIn(name + "_FILE", path)))
        .filter(
            text -> {
              boolean longEnough = text.length() >= minLength;
              if (!longEnough) {
                fault(name, "must have at least %d characters".formatted(minLength));
              }
              return longEnough;
            })
        .map(Secret::new);
  }

  private Optional<String> secretIn(String name, String path) {
    try {
      String secret = SecretFile.read(path);
      if (SecretFile.isOpenToAll(path)) {
        warnings.add(name + " names a file that all users of this host may read: " + path);
      }
      return Optional.of(secret);
    } catch (IllegalArgumentException e) {
      fault(name, e.getMessage());
      return Optional.empty();
    }
  }

  /** Returns what {@code parse} makes of the text, which tells faults by a runtime exception. */
  public <T> T parsed(String name, String byDefault, Function<String, T> parse) {
    String text = text(name).orElse(byDefault);
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException | DateTimeParseException e) {
      fault(name, e.getMessage());
      return parse.apply(byDefault);
    }
  }

  /**
   * Returns warnings about what is probably a mistake, once all settings have been read.
   *
   * @param given names of environment variables; other programs use some of them
   */
  public List<String> warnings(Set<String> given) {
    List<String> all = new ArrayList<>(warnings);
    for (String name : new TreeSet<>(given)) {
      if (name.startsWith("EXECUTION_") && !names.contains(name)) {
        all.add(
            "%s is no setting and changes nothing%s"
                .formatted(
                    name,
                    NearestName.nearest(name, names)
                        .map("; did you mean %s?"::formatted)
                        .orElse("")));
      }
    }
    return all;
  }

  /** Adds a fault of the setting; {@code detail} follows its name. */
  public void fault(String name, String detail) {
    faults.add(name + " " + detail);
  }

  /**
   * Throws if anything that was read is wrong.
   *
   * @throws InvalidSettingsException naming all faults
   */
  public void check() {
    if (!faults.isEmpty()) {
      throw new InvalidSettingsException(faults);
    }
  }
}
