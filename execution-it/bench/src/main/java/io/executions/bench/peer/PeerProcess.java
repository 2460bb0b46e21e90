package io.executions.bench.peer;

import io.executions.bench.subject.Session;
import java.util.concurrent.Executors;

/** The process of a {@link Peer}. */
public final class PeerProcess {
  private PeerProcess() {}

  /**
   * Does what the benchmark says until it hangs up.
   *
   * @param arguments the name of the peer, the URL of its empty database, and the benchmark's port
   */
  public static void main(String[] arguments) throws Exception {
    Peer peer = Peer.valueOf(arguments[0]);
    int port = Integer.parseInt(arguments[2]);
    new Session(peer.open(arguments[1]), port, Executors.defaultThreadFactory()).run();
  }
}
