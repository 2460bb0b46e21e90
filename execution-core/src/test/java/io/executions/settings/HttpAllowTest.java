package io.executions.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAllowTest {
  private static final HttpAllow PUBLIC = HttpAllow.parse("public");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.255.255.255",
        "10.0.0.0",
        "10.255.255.255",
        "100.64.0.0",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.255",
        "169.254.0.0",
        "169.254.169.254",
        "168.63.129.16",
        "100.100.100.200",
        "192.0.0.192",
        "161.26.0.10",
        "166.8.0.0",
        "166.11.255.255",
        "192.80.8.124",
        "172.16.0.0",
        "172.31.255.255",
        "192.0.0.0",
        "192.0.0.170",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.0",
        "192.168.255.255",
        "198.18.0.0",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.0",
        "255.255.255.255"
      })
  void refusesAnIpv4AddressThatIsNotPublic(String address) throws UnknownHostException {
    assertThat(PUBLIC.permits("h.example", InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0.0",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "168.63.129.15",
        "168.63.129.17",
        "161.25.255.255",
        "161.27.0.0",
        "166.7.255.255",
        "166.12.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.0.3.0",
        "192.88.98.255",
        "192.88.100.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "198.51.99.255",
        "198.51.101.0",
        "203.0.112.255",
        "203.0.114.0",
        "223.255.255.255"
      })
  void permitsAPublicIpv4Address(String address) throws UnknownHostException {
    assertThat(PUBLIC.permits("h.example", InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::",
        "::1",
        "fd00:ec2::254",
        "fd20:ce::254",
        "64:ff9b::a83f:8110",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "100::1",
        "100:0:0:1::1",
        "2001::1",
        "2001:2::1",
        "2001:10::1",
        "2001:20::1",
        "2001:1ff:ffff::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "2002:808:808::1",
        "3fff::1",
        "3fff:fff:ffff::1",
        "5f00::1",
        "4000::1",
        "fc00::1",
        "fd00::1",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "ff02::1",
        "ff0e::1"
      })
  void refusesAnIpv6AddressThatIsNotPublic(String address) throws UnknownHostException {
    assertThat(PUBLIC.permits("h.example", InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2000::1", "2001:200::1", "2001:4860:4860::8888", "2001:db7::1", "2001:db9::1",
        "2003::1", "2606:4700::1111", "2a00::1", "3ffe::1", "3fff:1000::1"
      })
  void permitsAPublicIpv6Address(String address) throws UnknownHostException {
    assertThat(PUBLIC.permits("h.example", InetAddress.getByName(address))).isTrue();
  }

  @Test
  void refusesAMappedAddressThatJavaKeptAsIpv6() throws UnknownHostException {
    byte[] mapped = new byte[16];
    mapped[10] = mapped[11] = (byte) 0xff;
    mapped[12] = mapped[13] = mapped[14] = mapped[15] = 8;

    InetAddress address = Inet6Address.getByAddress("h.example", mapped, -1);

    assertThat(address).isInstanceOf(Inet6Address.class);
    assertThat(PUBLIC.permits("h.example", address)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.0.0/16,   10.1.2.3,    true",
    "10.1.0.0/16,   10.2.0.0,    false",
    "10.1.2.3/16,   10.1.9.9,    true",
    "10.1.2.3,      10.1.2.3,    true",
    "10.1.2.3,      10.1.2.4,    false",
    "10.0.0.128/25, 10.0.0.127,  false",
    "10.0.0.128/25, 10.0.0.128,  true",
    "0.0.0.0/0,     127.0.0.1,   true",
    "0.0.0.0/0,     ::1,         false",
    "fd00::/8,      fd12::1,     true",
    "fd00::/8,      fe00::1,     false",
    "::1,           ::1,         true",
    "::/0,          127.0.0.1,   false",
    "127.0.0.0/8,   ::ffff:127.0.0.1, true"
  })
  void permitsWhatLiesInARange(String range, String address, boolean permitted)
      throws UnknownHostException {
    assertThat(HttpAllow.parse(range).permits("h.example", InetAddress.getByName(address)))
        .isEqualTo(permitted);
  }

  @ParameterizedTest
  @CsvSource({
    "api.example.org, api.example.org,   true",
    "api.example.org, API.Example.org.,  true",
    "API.example.ORG, api.example.org,   true",
    "api.example.org, x.api.example.org, false",
    "api.example.org, apiXexample.org,   false",
    "*.example.org,   api.example.org,   true",
    "*.example.org,   a.b.example.org,   true",
    "*.example.org,   example.org,       false",
    "*.example.org,   .example.org,      false",
    "*.example.org,   evilexample.org,   false",
    "*.example.org,   a.example.org.evil.net, false",
    "localhost,       localhost,         true",
    "my_service,      my_service,        true",
    "*,               anything.example,  true",
    "*,               127.0.0.1,         true"
  })
  void permitsAHostOfAPatternWhateverItsAddress(String pattern, String host, boolean permitted)
      throws UnknownHostException {
    assertThat(HttpAllow.parse(pattern).permits(host, InetAddress.getByName("127.0.0.1")))
        .isEqualTo(permitted);
  }

  @Test
  void readsSeveralEntriesWithBlanksAroundThem() {
    HttpAllow allow = HttpAllow.parse(" Public , 10.0.0.0/8,*.example.org , ::1 ");

    assertThat(allow.publicAddresses()).isTrue();
    assertThat(allow.hosts()).containsExactly(new HostPattern("*.example.org"));
    assertThat(allow.ranges().stream().map(AddressRange::toString))
        .containsExactly("10.0.0.0/8", "0:0:0:0:0:0:0:1/128");
  }

  @Test
  void permitsNothingPublicUnlessToldSo() throws UnknownHostException {
    assertThat(HttpAllow.parse("10.0.0.0/8").permits("8.8.8.8", InetAddress.getByName("8.8.8.8")))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/33",
        "::/129",
        "10.0.0/8",
        "010.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.1",
        "0x7f000001",
        "256.0.0.1",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "1:2:3",
        "localhost:8080",
        "http://example.org",
        "*.*.example.org",
        "a*.example.org",
        "*.",
        ".example.org",
        "example..org",
        "-a.example",
        "exa mple.org",
        "[::1]",
        "fe80::1%eth0",
        "bücher.example"
      })
  void namesAnEntryThatIsWrong(String entry) {
    assertThatThrownBy(() -> HttpAllow.parse("public," + entry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + entry + "\"");
  }

  @Test
  void namesEveryWrongEntryAtOnce() {
    assertThatThrownBy(() -> HttpAllow.parse("10.0.0.0/99, public, a b,"))
        .hasMessageContainingAll("\"10.0.0.0/99\"", "\"a b\"", "\"\"");
  }

  @Test
  void tellsAWrongEntryAsAFaultOfTheSetting() {
    SettingsParser reader =
        new SettingsParser(
            name ->
                name.equals("EXECUTION_HTTP_ALLOW") ? Optional.of("nonsense!") : Optional.empty());
    Settings.read(reader);

    assertThatThrownBy(reader::check)
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContainingAll("EXECUTION_HTTP_ALLOW", "\"nonsense!\"");
  }

  @Test
  void keepsItsListsFromChange() {
    assertThatThrownBy(() -> PUBLIC.hosts().add(new HostPattern("*")))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(List.copyOf(PUBLIC.ranges())).isEmpty();
  }
}
