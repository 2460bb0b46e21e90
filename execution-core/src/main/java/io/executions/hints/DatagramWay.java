package io.executions.hints;

import io.executions.settings.HintAddress;
import io.executions.settings.Secret;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.crypto.Mac;

/**
 * Hints by UDP, from node to node. A datagram that is not from a node of this cluster, or has come
 * before, is dropped without a line in the log: it may be one of a flood. For one identity of the
 * node.
 */
public final class DatagramWay implements HintWay {
  private static final System.Logger LOG = System.getLogger(DatagramWay.class.getName());

  private final HintAddress address;
  private final long self;
  private final Peers peers;
  private final Mac sending;
  private final Mac receiving;
  private final SeenDatagrams heard = new SeenDatagrams();
  private final byte[] buffer = new byte[Datagram.MOST_BYTES];
  private long number;
  private DatagramSocket socket;

  /**
   * Makes a way that is not open yet.
   *
   * @param key that of the cluster, in hexadecimal digits
   * @param self the id of this node
   */
  public DatagramWay(HintAddress address, Secret key, long self, Peers peers) {
    this.address = address;
    this.self = self;
    this.peers = peers;
    this.sending = Datagram.codes(key);
    this.receiving = Datagram.codes(key);
  }

  @Override
  public void send(Hint hint) throws IOException {
    DatagramSocket open = open();
    number++;
    for (Peers.Peer peer : peers.reachable()) {
      byte[] bytes = new Datagram(self, peer.id(), number, hint).bytes(sending);
      try {
        open.send(new DatagramPacket(bytes, bytes.length, peer.address()));
      } catch (IOException | RuntimeException e) {
        // The others are told all the same.
        LOG.log(Level.DEBUG, "No hint to node {0}: {1}", peer.id(), e.toString());
      }
    }
  }

  @Override
  public Optional<Hint> receive(Duration most) throws IOException {
    DatagramSocket open = open();
    long end = System.nanoTime() + most.toNanos();
    for (long left = Math.max(1, most.toMillis());
        left > 0;
        left = (end - System.nanoTime()) / 1_000_000) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      open.setSoTimeout((int) left);
      try {
        open.receive(packet);
      } catch (SocketTimeoutException e) {
        return Optional.empty();
      }
      Optional<Hint> hint =
          Datagram.read(buffer, packet.getLength(), self, receiving)
              .filter(heard::isNew)
              .map(Datagram::hint);
      if (hint.isPresent()) {
        return hint;
      }
    }
    return Optional.empty();
  }

  private synchronized DatagramSocket open() throws IOException {
    if (socket == null) {
      socket = new DatagramSocket(address.bound());
    }
    return socket;
  }

  @Override
  public synchronized boolean hears() {
    return socket != null;
  }

  @Override
  public synchronized void close() {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  @Override
  public String toString() {
    return "at " + address.text();
  }
}
