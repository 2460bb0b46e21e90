package io.executions.hints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.settings.HintAddress;
import io.executions.settings.Secret;
import io.executions.store.Snapshot;
import io.executions.testing.LoopbackPort;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.crypto.Mac;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Datagrams over the loopback interface, some of which no node has sent. */
class DatagramWayTest {
  private static final long SENDER = 1;
  private static final long RECEIVER = 2;
  private static final Secret KEY = new Secret("ab".repeat(32));
  private static final Secret STALE = new Secret("cd".repeat(32));
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration MOMENT = Duration.ofMillis(100);
  private static final Hint WORK = Hint.of(List.of("work"));

  private final HintAddress there = address("127.0.0.1");
  private final Mac codes = Datagram.codes(KEY);
  private final DatagramWay receiver = new DatagramWay(there, KEY, RECEIVER, new Peers());
  private long number;

  @AfterEach
  void close() {
    receiver.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void hintsGetFromNodeToNode(String host) throws Exception {
    HintAddress at = address(host);
    try (DatagramWay hearing = new DatagramWay(at, KEY, RECEIVER, new Peers());
        DatagramWay sender = new DatagramWay(address(host), KEY, SENDER, peers(at))) {
      assertThat(hearing.receive(MOMENT)).isEmpty();
      for (int i = 0; i < 3; i++) {
        sender.send(WORK);
        assertThat(hearing.receive(PATIENCE).orElseThrow().types()).isEqualTo(Set.of("work"));
      }
      sender.send(Hint.ANY);
      assertThat(hearing.receive(PATIENCE).orElseThrow().isForAll()).isTrue();
    }
  }

  @Test
  void whatWasHeardOnceIsNotHeardAgain() throws Exception {
    open();
    byte[] datagram = new Datagram(SENDER, RECEIVER, 1, WORK).bytes(codes);
    assertHeard(datagram);
    assertNotHeard(datagram);
    assertHeard(new Datagram(SENDER, RECEIVER, 3, WORK).bytes(codes));
    assertHeard(new Datagram(SENDER, RECEIVER, 2, WORK).bytes(codes));
    assertNotHeard(new Datagram(SENDER, RECEIVER, 2, WORK).bytes(codes));
  }

  @Test
  void whatHasAnotherKeyIsNotHeard() throws Exception {
    open();
    assertNotHeard(new Datagram(SENDER, RECEIVER, 1, WORK).bytes(Datagram.codes(STALE)));
  }

  @Test
  void whatIsForAnotherNodeOrForThisOneBeforeItsLastStartIsNotHeard() throws Exception {
    open();
    assertNotHeard(new Datagram(SENDER, RECEIVER - 1, 1, WORK).bytes(codes));
  }

  @Test
  void whatWasChangedOrCutIsNotHeard() throws Exception {
    open();
    byte[] good = new Datagram(SENDER, RECEIVER, 1, WORK).bytes(codes);
    for (int at = 0; at < good.length; at++) {
      byte[] changed = good.clone();
      changed[at] ^= 1;
      assertNotHeard(changed, Arrays.copyOf(good, at));
    }
    assertNotHeard(Arrays.copyOf(good, good.length + 1), new byte[Datagram.MOST_BYTES + 100]);
    assertHeard(good);
  }

  @Test
  void aFloodOfForgeriesEndsAndHidesNothingThatComesAfterIt() throws Exception {
    open();
    byte[] forged = new byte[200];
    try (DatagramSocket flood = new DatagramSocket()) {
      for (int i = 0; i < 100_000; i++) {
        flood.send(new DatagramPacket(forged, forged.length, there.bound()));
      }
    }
    assertThat(receiver.receive(MOMENT)).isEmpty();
    assertHeard(new Datagram(SENDER, RECEIVER, 1, WORK).bytes(codes));
  }

  @Test
  void oneThatCannotBeReachedKeepsNothingFromTheOthers() throws Exception {
    open();
    Peers peers = new Peers();
    peers.saw(
        look(
            beat(SENDER, Optional.empty()),
            beat(5, Optional.of("203.0.113.1:9")),
            beat(6, Optional.of("[2001:db8::1]:9")),
            beat(7, Optional.of("no address")),
            beat(8, Optional.empty()),
            beat(RECEIVER, Optional.of(there.text()))),
        SENDER);
    try (DatagramWay sender = new DatagramWay(address("127.0.0.1"), KEY, SENDER, peers)) {
      sender.send(WORK);
    }
    assertThat(receiver.receive(PATIENCE)).isPresent();
  }

  @Test
  void anAddressThatIsTakenIsTriedAgain() throws Exception {
    try (DatagramSocket other = new DatagramSocket(there.bound())) {
      assertThat(other.isBound()).isTrue();
      assertThatThrownBy(() -> receiver.receive(MOMENT)).isInstanceOf(BindException.class);
      assertThat(receiver.hears()).isFalse();
    }
    assertThat(receiver.receive(MOMENT)).isEmpty();
    assertThat(receiver.hears()).isTrue();
  }

  private void open() throws IOException {
    assertThat(receiver.receive(MOMENT)).isEmpty();
  }

  private void assertHeard(byte[] datagram) throws IOException {
    send(datagram);
    assertThat(receiver.receive(PATIENCE)).isPresent();
  }

  /** One that is heard comes after them: so they have come. */
  private void assertNotHeard(byte[]... datagrams) throws IOException {
    send(datagrams);
    number++;
    send(new Datagram(SENDER + 10, RECEIVER, number, Hint.ANY).bytes(codes));
    assertThat(receiver.receive(PATIENCE).orElseThrow().isForAll()).isTrue();
  }

  private void send(byte[]... datagrams) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      for (byte[] datagram : datagrams) {
        socket.send(new DatagramPacket(datagram, datagram.length, there.bound()));
      }
    }
  }

  private static HintAddress address(String host) {
    InetSocketAddress address = new InetSocketAddress(host, LoopbackPort.free());
    return new HintAddress(address, address);
  }

  private static Peers peers(HintAddress hearing) {
    Peers peers = new Peers();
    peers.saw(
        look(beat(SENDER, Optional.empty()), beat(RECEIVER, Optional.of(hearing.text()))), SENDER);
    return peers;
  }

  private static Snapshot.Beat beat(long node, Optional<String> hearsAt) {
    return new Snapshot.Beat(node, 1, false, Duration.ofSeconds(10), hearsAt);
  }

  private static Snapshot look(Snapshot.Beat... beats) {
    return new Snapshot(
        1,
        false,
        0,
        false,
        false,
        OptionalLong.empty(),
        false,
        false,
        false,
        false,
        false,
        false,
        false,
        false,
        false,
        List.of(beats),
        List.of());
  }
}
