package io.executions.handlers.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionLookTest {
  private final SessionLook look = new SessionLook();
  private Process leader;

  @BeforeEach
  void start() throws IOException {
    // It starts another when it is told to, and a third that leaves the session.
    leader =
        new ProcessBuilder(
                Tools.SETSID,
                Tools.SH,
                "-c",
                "exec 3<&0; read go; sleep 600 & read go;"
                    + " sh -c 'read go <&3; exec setsid sleep 600' & wait")
            .redirectErrorStream(true)
            .start();
    await().until(() -> pids().equals(List.of(leader.pid())));
  }

  @AfterEach
  void end() {
    leader.descendants().forEach(ProcessHandle::destroyForcibly);
    leader.destroyForcibly();
  }

  @Test
  void findsWhoComesAfterAnEarlierLook() throws IOException {
    go();
    await().until(() -> pids().size() == 2);
    assertThat(look.members(leader.pid() + 1_000_000)).isEmpty();
    assertThat(pids()).hasSize(2);
  }

  @Test
  void doesNotFindWhoHasEndedOrLeftForASessionOfItsOwn() throws IOException {
    go();
    await().until(() -> pids().size() == 2);
    go();
    await().until(() -> pids().size() == 3);
    long leaving = leader.children().mapToLong(ProcessHandle::pid).max().orElseThrow();
    go();
    await().until(() -> pids().size() == 2);
    assertThat(look.members(leaving)).extracting(ProcessEntry::pid).containsExactly(leaving);
    leader.children().forEach(ProcessHandle::destroyForcibly);
    await().until(() -> pids().isEmpty());
  }

  private void go() throws IOException {
    leader.getOutputStream().write('\n');
    leader.getOutputStream().flush();
  }

  private List<Long> pids() {
    return look.members(leader.pid()).stream().map(ProcessEntry::pid).toList();
  }
}
