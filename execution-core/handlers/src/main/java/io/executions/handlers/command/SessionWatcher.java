package io.executions.handlers.command;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * A small process that outlives this one when this one is killed, until it has ended the sessions
 * that were running. It reads their numbers from a pipe; when the pipe ends, this process is dead.
 * Thread-safe.
 */
final class SessionWatcher {
  private static final Logger LOG = System.getLogger(SessionWatcher.class.getName());

  // As in ProcessEntry: what follows the last parenthesis is state, parent, group, session.
  private static final String SCRIPT =
      """
      set -f
      sessions=' '
      while read -r change session; do
        case $change in
          +) sessions="$sessions$session " ;;
          -) sessions="${sessions%% $session *} ${sessions#* $session }" ;;
        esac
      done
      [ "$sessions" = ' ' ] && exit
      found=1
      while [ $found = 1 ]; do
        found=0
        set +f
        for stat in /proc/[0-9]*/stat; do
          set -f
          line=
          { while read -r part; do line="$line$part"; done <"$stat"; } 2>/dev/null
          [ -n "$line" ] || continue
          pid=${line%% *}
          set -- ${line##*) }
          case $sessions in
            *" $4 "*) [ "$1" != Z ] && kill -KILL "$pid" 2>/dev/null && found=1 ;;
          esac
        done
        sleep 0.02
      done
      """;

  private final Set<Long> sessions = new HashSet<>();
  private Process process;

  /** Watches that session until it is {@linkplain #release released}. */
  synchronized void watch(Session session) throws IOException {
    sessions.add(session.leader());
    if (!tell("+", session)) {
      start();
    }
  }

  /** Forgets a session that has ended. */
  synchronized void release(Session session) {
    sessions.remove(session.leader());
    tell("-", session);
  }

  /** Ends what is watched, and the watcher itself. */
  synchronized void close() {
    if (process != null) {
      try {
        process.getOutputStream().close();
      } catch (IOException e) {
        process.destroy(); // somebody ended it: nothing is left to be told
      }
      process = null;
    }
  }

  private void start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Tools.SETSID, Tools.SH, "-c", SCRIPT)
            .directory(Path.of("/").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    process = builder.start();
    for (long leader : sessions) {
      write("+", leader);
    }
  }

  // Somebody may have ended the watcher; the next session to be watched starts another.
  private boolean tell(String change, Session session) {
    if (process == null || !process.isAlive()) {
      return false;
    }
    try {
      write(change, session.leader());
      return true;
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The process that watches commands has gone: {0}", e.getMessage());
      process.destroyForcibly();
      process = null;
      return false;
    }
  }

  private void write(String change, long leader) throws IOException {
    String line = change + " " + leader + "\n";
    process.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
    process.getOutputStream().flush();
  }
}
