package io.executions.handlers.command;

import io.executions.api.ExecutionContext;
import io.executions.handlers.output.KeptBytes;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** One attempt at a command, from its start until nothing of it is left. */
record CommandRun(
    String name,
    CommandLine line,
    Workspace workspace,
    SessionWatcher watcher,
    Executor readers,
    ExecutionContext context) {

  // The end of the process and an interrupt are events. This is for stops that only a flag tells.
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Runs it and returns the output. */
  JsonObject result() throws IOException, InterruptedException, CommandFailedException {
    try (Capture stdout = Capture.of(workspace.stdout(), readers);
        Capture stderr = Capture.of(workspace.stderr(), readers)) {
      Process process = start();
      if (!ended(process, stdout, stderr)) {
        throw new CommandStoppedException(
            PlainText.text(name) + " was told to stop",
            printed(Json.createObjectBuilder(), stdout, stderr));
      }
      int exitCode = process.exitValue();
      JsonObject output =
          printed(Json.createObjectBuilder().add("exitCode", exitCode), stdout, stderr);
      if (exitCode != 0) {
        throw new CommandFailedException(failure(exitCode, stderr.lastLine()), output);
      }
      return output;
    }
  }

  private static JsonObject printed(JsonObjectBuilder output, Capture stdout, Capture stderr) {
    KeptBytes out = stdout.beginning();
    KeptBytes err = stderr.beginning();
    out.addTo(output, "stdout");
    err.addTo(output, "stderr");
    if (out.cut() || err.cut()) {
      output.add("truncated", true);
    }
    return output.build();
  }

  private Process start() throws CommandFailedException {
    try {
      return line.processBuilder(workspace, context)
          .directory(workspace.work().toFile())
          .redirectInput(Path.of("/dev/null").toFile())
          .redirectOutput(workspace.stdout().toFile())
          .redirectError(workspace.stderr().toFile())
          .start();
    } catch (IOException e) {
      throw new CommandFailedException(
          "%s could not be started: %s".formatted(PlainText.text(name), reason(e)), e);
    }
  }

  private static String reason(IOException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    String words =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return PlainText.text(words.replaceFirst("^error=\\d+, ", ""));
  }

  /** Returns whether it ended by itself; nothing of it is left either way. */
  private boolean ended(Process process, Capture stdout, Capture stderr) throws IOException {
    Session session = session(process);
    boolean leaderEnded = false;
    try {
      watcher.watch(session);
      workspace.record(session);
      leaderEnded = await(process, stdout, stderr);
      return leaderEnded;
    } finally {
      if (leaderEnded) {
        session.endRest();
      } else {
        session.end();
      }
      watcher.release(session);
      stdout.finish();
      stderr.finish();
    }
  }

  private static Session session(Process process) {
    try {
      return Session.of(process.pid());
    } catch (UncheckedIOException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private boolean await(Process process, Capture stdout, Capture stderr) {
    try {
      while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        if (context.isCancelled()) {
          return false;
        }
        stdout.check();
        stderr.check();
      }
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private String failure(int exitCode, String lastLine) {
    String plainName = PlainText.text(name);
    boolean notStarted =
        (exitCode == 126 || exitCode == 127)
            && lastLine.startsWith("setpriv: ")
            && lastLine.contains(line.shownFile());
    if (notStarted) {
      String reason = lastLine.substring(lastLine.lastIndexOf(": ") + 2);
      return exitCode == 127
          ? "%s could not be started: its interpreter is missing (%s)".formatted(plainName, reason)
          : "%s could not be started: %s".formatted(plainName, reason);
    }
    String signal = Signals.note(exitCode - 128);
    return "%s exited with %d%s%s"
        .formatted(plainName, exitCode, signal, lastLine.isEmpty() ? "" : ": " + lastLine);
  }
}
