package io.executions.handlers.command;

import io.executions.api.ExecutionContext;
import io.executions.settings.Settings;
import io.executions.settings.SettingsParser;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;

/** A command directory with scripts, a data directory, and a handler of both. */
final class Scene {
  final Path root;
  final Path commands;
  final Path data;
  final CommandHandler handler;

  Scene(Path root) throws IOException {
    this.root = root;
    commands = Files.createDirectories(root.resolve("bin"));
    data = root.resolve("data");
    handler = new CommandHandler(settings(commands, data));
  }

  static Settings settings(Path commands, Path data) {
    Map<String, String> values =
        Map.of("EXECUTION_COMMAND_DIR", commands.toString(), "EXECUTION_DATA_DIR", data.toString());
    return Settings.read(new SettingsParser(name -> Optional.ofNullable(values.get(name))));
  }

  Path script(String name, String body) throws IOException {
    return executable(commands.resolve(name), "#!/bin/sh\n" + body + "\n");
  }

  static Path executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  static JsonObject input(String name, String... args) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    for (String arg : args) {
      array.add(arg);
    }
    return Json.createObjectBuilder().add("name", name).add("args", array).build();
  }

  JsonObject run(String name, String... args) throws Exception {
    return handler.handle(input(name, args), new Attempt(7, 1)).asJsonObject();
  }

  /** Runs a command on a thread of its own, as an engine does. */
  Running start(String name) {
    CompletableFuture<JsonObject> output = new CompletableFuture<>();
    Attempt attempt = new Attempt(7, 1);
    Thread thread =
        new Thread(
            () -> {
              try {
                output.complete(handler.handle(input(name), attempt).asJsonObject());
              } catch (Exception e) {
                output.completeExceptionally(e);
              }
            },
            "run of " + name);
    thread.start();
    return new Running(thread, attempt, output);
  }

  /** Returns the number that a script has written to that file, once it is there. */
  long pid(String file) {
    Path path = root.resolve(file);
    return Awaitility.await()
        .until(() -> Files.exists(path) ? Files.readString(path) : "", text -> text.endsWith("\n"))
        .lines()
        .map(Long::valueOf)
        .findFirst()
        .orElseThrow();
  }

  static boolean lives(long pid) {
    return ProcessEntry.of(pid).isPresent();
  }

  record Running(Thread thread, Attempt attempt, CompletableFuture<JsonObject> output) {
    void cancel() {
      attempt.cancelled.set(true);
      thread.interrupt();
    }
  }

  static final class Attempt implements ExecutionContext {
    final AtomicBoolean cancelled = new AtomicBoolean();
    private final long id;
    private final int attempt;

    Attempt(long id, int attempt) {
      this.id = id;
      this.attempt = attempt;
    }

    @Override
    public long id() {
      return id;
    }

    @Override
    public int attempt() {
      return attempt;
    }

    @Override
    public String type() {
      return "command";
    }

    @Override
    public boolean isCancelled() {
      return cancelled.get();
    }

    @Override
    public void snooze(Duration delay) {
      throw new IllegalStateException("No built-in handler does that");
    }

    @Override
    public void onCancel(Runnable action) {
      throw new UnsupportedOperationException("the handler looks at isCancelled()");
    }
  }
}
