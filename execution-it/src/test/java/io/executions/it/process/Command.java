package io.executions.it.process;

import io.executions.it.history.HistoryEntry;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A command that the service may run: it writes down its start, sleeps, and writes down its end,
 * also when it is told to stop. A short line appended by one write is whole, whoever else appends.
 */
public final class Command {
  private static final String NAME = "work";

  private final Path history;

  private Command(Path history) {
    this.history = history;
  }

  /** Puts it beside the data of that installation, and tells the installation so. */
  public static Command in(Installation installation) throws IOException {
    Path directory = Files.createDirectories(installation.home().resolve("commands"));
    Path history = Files.createFile(installation.history());
    Path script = directory.resolve(NAME);
    Files.writeString(
        script,
        """
        #!/bin/sh
        note() { echo "$1 $EXECUTION_ID $EXECUTION_ATTEMPT $2" >> '%1$s'; }
        now() { date +%%s%%N; }
        stop() {
          trap '' TERM
          told=$(now)
          note told "$told"
          note end "$told"
          exit 143
        }
        begin=$(now)
        trap 'early=1' TERM
        note start "$begin"
        trap stop TERM
        [ -z "$early" ] || stop
        case $1 in
          /*) until [ -e "$1" ]; do sleep 0.05; done ;;
          *) sleep "$1" ;;
        esac
        if [ "$2" = "$EXECUTION_ATTEMPT" ]; then exit 3; fi
        trap '' TERM
        end=$(now)
        note end "$end"
        """
            .formatted(history));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    installation.with("EXECUTION_COMMAND_DIR", directory.toString());
    return new Command(history);
  }

  /** Returns what creates an execution of it. */
  public JsonObject request(double seconds) {
    return request(seconds, 0);
  }

  /** Returns what creates an execution of it with so many more bytes in its input. */
  JsonObject request(double seconds, int bytes) {
    return request("%.3f".formatted(seconds), "x".repeat(bytes));
  }

  /**
   * Returns what creates an execution of it, ahead of others, that runs until that file is there.
   */
  JsonObject requestUntil(Path file) {
    return Json.createObjectBuilder(request(file.toString(), "")).add("priority", 1).build();
  }

  /** Returns what creates an execution of it whose first attempt fails and which has two. */
  JsonObject failingOnce() {
    return Json.createObjectBuilder(request("0", "1")).add("maxAttempts", 2).build();
  }

  private static JsonObject request(String first, String second) {
    return Json.createObjectBuilder()
        .add("type", "command")
        .add(
            "input",
            Json.createObjectBuilder()
                .add("name", NAME)
                .add("args", Json.createArrayBuilder().add(first).add(second)))
        .build();
  }

  List<HistoryEntry> history() throws IOException {
    return Files.readAllLines(history).stream().map(HistoryEntry::parse).toList();
  }
}
