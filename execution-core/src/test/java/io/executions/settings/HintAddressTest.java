package io.executions.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.testing.LoopbackPort;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HintAddressTest {
  @Test
  void isNoneByDefault() {
    assertThat(HintAddress.parse("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:7400, 127.0.0.1:7400",
    "127.8.9.1:1,    127.8.9.1:1",
    "localhost:7400, 127.0.0.1:7400",
    "[::1]:65535,    [0:0:0:0:0:0:0:1]:65535",
  })
  void isAnAddressOfThisHost(String given, String told) {
    HintAddress address = HintAddress.parse(given).orElseThrow();

    assertThat(address.bound()).isEqualTo(address.told());
    assertThat(address.text()).isEqualTo(told);
    assertThat(HintAddress.read(Optional.of(told))).contains(address.told());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7400", "127.0.0.1", "127.0.0.1:", ":7400", "127.0.0.1:0", "127.0.0.1:65536",
        "127.0.0.1:74000000", "::1:7400", "[::1]", "[]:7400", "127.0.0.1:7400:1", "127.0.0.1:x"
      })
  void hasAHostAndAPort(String given) {
    assertThatThrownBy(() -> HintAddress.parse(given))
        .hasMessage("must be HOST:PORT, such as 10.0.0.5:7400 or [fd00::5]:7400");
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7:7400,        'an address of this host, which 203.0.113.7 is not'",
    "[2001:db8::7]:7400,      'an address of this host, which 2001:db8::7 is not'",
    "224.0.0.1:7400,          'an address of this host, which 224.0.0.1 is not'",
    "nowhere.invalid:7400,    'an address of this host; there is no nowhere.invalid'",
    "999.1.1.1:7400,          'an address of this host; there is no 999.1.1.1'",
  })
  void isNotElsewhere(String given, String told) {
    assertThatThrownBy(() -> HintAddress.parse(given)).hasMessage("must name " + told);
  }

  /** Whoever hears at all addresses must still tell the others one. */
  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0:7400", "[::]:7400"})
  void ofAllAddressesTellsTheOneThatTheHostsNameLeadsTo(String given) throws Exception {
    InetAddress own = InetAddress.getLocalHost();
    if (own.isLoopbackAddress()) {
      assertThatThrownBy(() -> HintAddress.parse(given))
          .hasMessageContaining("must name one address, by which the other nodes reach this one");
    } else {
      HintAddress address = HintAddress.parse(given).orElseThrow();
      assertThat(address.bound().getAddress().isAnyLocalAddress()).isTrue();
      assertThat(address.told()).isEqualTo(new InetSocketAddress(own, 7400));
    }
  }

  @Test
  void saysWhyItCannotBeHad() throws Exception {
    HintAddress address = HintAddress.parse("127.0.0.1:" + LoopbackPort.free()).orElseThrow();
    assertThat(address.refusal()).isEmpty();
    try (DatagramSocket other = new DatagramSocket(address.bound())) {
      assertThat(other.isBound()).isTrue();
      assertThat(address.refusal().orElseThrow())
          .startsWith("names %s, which cannot be had: ".formatted(address.text()))
          .contains("in use");
    }
    assertThat(address.refusal()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost:7400", "x", "1.2.3.4", "1.2.3.4.5:80", "1.2.3.4:99999"})
  void whatAnotherNodeTellsIsReadWithoutANameServer(String told) {
    assertThat(HintAddress.read(Optional.of(told))).isEmpty();
  }
}
