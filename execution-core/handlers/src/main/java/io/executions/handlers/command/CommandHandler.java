package io.executions.handlers.command;

import io.executions.api.ExecutionContext;
import io.executions.api.ExecutionHandler;
import io.executions.api.Fault;
import io.executions.api.PermanentFailureException;
import io.executions.settings.ProcessSecrets;
import io.executions.settings.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs an executable file that lies directly in {@code EXECUTION_COMMAND_DIR}, with no shell in
 * between.
 *
 * <p>Input: {@code {"name": "backup", "args": ["--all"]}}, where {@code args} may be left out.
 * Output: {@code {"exitCode": 0, "stdout": "...", "stderr": "..."}}, where of each stream the first
 * 64 KiB are kept, and {@code "truncated": true} tells that there was more. A stream that is no
 * UTF-8 is kept as base64, with {@code "stdoutBase64": true} or {@code "stderrBase64": true}. An
 * exit code other than 0 fails the attempt; the message ends with the last line of stderr. An
 * attempt that fails, is cancelled or runs out of time keeps its output like one that completes.
 *
 * <p>The command finds an empty stdin, a working directory of its own that is removed afterwards,
 * and in its environment {@code PATH}, {@code HOME} and {@code LANG} of the server, {@code
 * EXECUTION_ID} and {@code EXECUTION_ATTEMPT}, nothing else. When it is cancelled, or its time is
 * over, all processes of its session get TERM, and KILL a second later. Processes that it leaves in
 * the background have 200 ms to end by themselves and are then ended alike.
 *
 * <p>It needs Linux and {@code setsid}, {@code setpriv}, {@code mkfifo} and {@code sh}; without
 * them, or without the setting, it is not {@linkplain #available() available}. Safe for use by
 * several threads.
 */
@ApplicationScoped
public class CommandHandler implements ExecutionHandler<JsonValue, JsonValue> {
  private static final Logger LOG = System.getLogger(CommandHandler.class.getName());

  private final CommandDirectory directory;
  private final Workspaces workspaces;
  private final SessionWatcher watcher = new SessionWatcher();
  private final OutputThreads readers = new OutputThreads();
  private final Orphans orphans = new Orphans();

  /** For the proxy only. */
  protected CommandHandler() {
    directory = null;
    workspaces = null;
  }

  /** Makes the handler of this node. */
  @Inject
  public CommandHandler(Settings settings) {
    directory = settings.commandDir().map(CommandDirectory::new).orElse(null);
    workspaces = new Workspaces(settings.dataDir().resolve("commands"));
  }

  @Override
  public String type() {
    return "command";
  }

  /** Returns whether there is a command directory, and the tools that end what a command starts. */
  @Override
  public boolean available() {
    if (directory == null) {
      return false;
    }
    Optional<String> missing = Tools.missing();
    missing.ifPresent(
        reason -> LOG.log(Level.WARNING, "The type command is not available: {0}", reason));
    Set<String> seen = ProcessSecrets.hideOwn();
    if (!seen.isEmpty()) {
      LOG.log(Level.WARNING, "Commands can read {0} of this process''s environment", seen);
    }
    return missing.isEmpty();
  }

  @Override
  public List<Fault> check(JsonValue input) {
    return CommandInput.check(input, directory);
  }

  @Override
  public JsonValue exampleInput() {
    return Json.createObjectBuilder()
        .add("name", "backup")
        .add("args", Json.createArrayBuilder().add("--all"))
        .build();
  }

  /**
   * Runs the command to its end.
   *
   * @throws PermanentFailureException if the file is no longer there
   * @throws CommandStoppedException if it was told to stop; its processes have ended then
   * @throws CommandFailedException if it could not be started, or its exit code is not 0
   */
  @Override
  public JsonValue handle(JsonValue input, ExecutionContext context) throws Exception {
    List<Fault> faults = check(input);
    if (!faults.isEmpty()) {
      throw new PermanentFailureException(
          faults.stream()
              .map(fault -> fault.pointer() + " " + fault.detail())
              .collect(Collectors.joining("; ", "the command cannot run: ", "")));
    }
    CommandInput command = CommandInput.of(input);
    orphans.watch();
    workspaces.endLeftovers(context.id());
    Workspace workspace = workspaces.make(context.id(), context.attempt());
    try {
      CommandLine line = new CommandLine(directory.file(command.name()), command.args());
      return new CommandRun(command.name(), line, workspace, watcher, readers, context).result();
    } finally {
      workspaces.clear(workspace);
    }
  }

  /** Ends what still runs, at once. */
  @PreDestroy
  void close() {
    watcher.close();
    readers.close();
    orphans.close();
    if (workspaces != null) {
      workspaces.close();
    }
  }
}
