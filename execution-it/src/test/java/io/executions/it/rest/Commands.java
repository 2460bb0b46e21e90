package io.executions.it.rest;

import io.executions.it.servers.LaunchedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The scripts that the handler {@code command} runs, and the files they write. */
final class Commands {
  private static final String SHELL = "#!/bin/sh\n";

  private final Path directory;
  private final Path notes;

  private Commands(Path directory, Path notes) {
    this.directory = directory;
    this.notes = notes;
  }

  /** Writes all scripts. */
  static Commands create() throws IOException {
    Commands commands =
        new Commands(LaunchedServer.commandDirectory(), Files.createTempDirectory("notes"));
    commands.write("say", "echo \"$1\"; echo \"$2\" >&2; exit \"$3\"");
    commands.write("environment", "tr '\\0' '\\n' < /proc/$$/environ");
    commands.write("note", "echo start $2 >> \"$1\"; sleep $3; echo end $2 >> \"$1\"");
    commands.write(
        "hold",
        "echo start $2 >> \"$1\"; until [ -e \"$1-$2\" ]; do sleep 0.1; done; echo end $2 >> \"$1\"");
    commands.write("stubborn", "trap '' TERM; sleep 60");
    commands.write(
        "process", "echo begun; echo $$ > \"$1.new\"; mv \"$1.new\" \"$1\"; sleep 60 & wait");
    return commands;
  }

  Path directory() {
    return directory;
  }

  /** Returns the path of a new file for a command to write. */
  Path newNote() throws IOException {
    return Files.createTempFile(notes, "note", "");
  }

  /** Lets a command {@code hold} with that note and that word end. */
  void letGo(Path note, Object word) throws IOException {
    Files.createFile(note.resolveSibling(note.getFileName() + "-" + word));
  }

  /** Returns the members of a request to create an execution that runs a command. */
  static String request(String name, Object... arguments) {
    List<String> quoted = List.of(arguments).stream().map("\"%s\""::formatted).toList();
    return "\"type\": \"command\", \"input\": {\"name\": \"%s\", \"args\": [%s]}"
        .formatted(name, String.join(", ", quoted));
  }

  private void write(String name, String script) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, SHELL + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
