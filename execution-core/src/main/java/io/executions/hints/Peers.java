package io.executions.hints;

import io.executions.settings.HintAddress;
import io.executions.store.Snapshot;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * The other living nodes, as the last snapshot showed them. Thread-safe; one thread takes
 * snapshots.
 */
public final class Peers {
  /**
   * Another node that hears datagrams.
   *
   * @param id the node
   * @param address where
   */
  record Peer(long id, InetSocketAddress address) {}

  private volatile List<Peer> reachable = List.of();
  private volatile boolean alone = true;
  private List<Long> seen = List.of();

  /** Takes note of the living nodes; {@code self} is the id of this one. */
  public void saw(Snapshot snapshot, long self) {
    List<Long> living = snapshot.beats().stream().map(Snapshot.Beat::nodeId).toList();
    if (living.equals(seen)) {
      return;
    }
    reachable =
        snapshot.beats().stream()
            .filter(beat -> beat.nodeId() != self)
            .map(beat -> HintAddress.read(beat.hearsAt()).map(at -> new Peer(beat.nodeId(), at)))
            .flatMap(Optional::stream)
            .toList();
    alone = living.stream().allMatch(id -> id == self);
    seen = living;
  }

  /** Returns whether there is nobody else to be told. */
  public boolean alone() {
    return alone;
  }

  List<Peer> reachable() {
    return reachable;
  }
}
