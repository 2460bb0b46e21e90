package io.executions.web.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** Whose failed tries count together: one IPv4 address, or one IPv6 network of 64 bits. */
final class ClientAddress {
  private static final int NETWORK_BYTES = 8;

  private ClientAddress() {}

  /** Returns the name that stands for all that this remote address may use. */
  static String of(String remoteAddress) {
    if (remoteAddress == null) {
      return "an unknown address";
    }
    if (remoteAddress.indexOf(':') < 0) {
      return remoteAddress;
    }
    try {
      // With a colon it is a literal or refused: no name is ever looked up.
      InetAddress address = InetAddress.getByName(remoteAddress);
      return address instanceof Inet6Address
          ? network(address.getAddress())
          : address.getHostAddress();
    } catch (UnknownHostException e) {
      return "an unreadable address";
    }
  }

  private static String network(byte[] address) {
    String hex = HexFormat.of().formatHex(address, 0, NETWORK_BYTES);
    return hex.replaceAll("(.{4})", "$1:").replaceAll("(^|:)0{1,3}", "$1") + ":/64";
  }
}
