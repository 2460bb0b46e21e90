package io.executions.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1",
    "::ffff:10.0.0.1, 10.0.0.1",
    "2001:db8:0:12::1, 2001:db8:0:12::/64",
    "2001:db8:0:12:ffff:ffff:ffff:ffff, 2001:db8:0:12::/64",
    "[2001:db8:0:13::1], 2001:db8:0:13::/64",
    "::1, 0:0:0:0::/64",
    "no:address, an unreadable address",
    ", an unknown address"
  })
  void countsAnIpv4AddressAndAnIpv6NetworkAsOne(String remoteAddress, String client) {
    assertThat(ClientAddress.of(remoteAddress)).isEqualTo(client);
  }
}
