package io.executions.bench;

import io.executions.bench.peer.Peer;
import io.executions.bench.peer.PeerProcess;

/** A library, or plain JDBC, in a plain JVM. */
record PeerContender(Peer peer, Jvm jvm) implements Contender {
  @Override
  public String label() {
    return peer.label();
  }

  @Override
  public String bound() {
    return peer.bound();
  }

  @Override
  public boolean limited() {
    return false;
  }

  @Override
  public boolean creates() {
    return peer.creates();
  }

  @Override
  public boolean picksUp() {
    return peer.picksUp();
  }

  @Override
  public ProcessBuilder command(String url, Place place) {
    return jvm.command(
        "-cp",
        System.getProperty("java.class.path"),
        PeerProcess.class.getName(),
        peer.name(),
        url,
        Integer.toString(place.conversation()));
  }
}
