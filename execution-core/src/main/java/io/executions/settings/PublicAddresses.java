package io.executions.settings;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are public: unicast, and reachable by everybody, by the registries of IANA and
 * what cloud platforms say of addresses that they answer to their own machines only.
 *
 * <p>For IPv4, all but the blocks of the <a
 * href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4 Special-Purpose Address
 * Registry</a> (RFC 6890) that are not globally reachable, 6to4 relays (RFC 7526) and multicast
 * (RFC 5771).
 *
 * <p>For IPv6, only the block that IANA gives out as <a
 * href="https://www.iana.org/assignments/ipv6-unicast-address-assignments">global unicast</a>,
 * {@code 2000::/3}, without what the <a
 * href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6 Special-Purpose Address
 * Registry</a> reserves in it, and without the forms that carry an IPv4 address. So loopback,
 * unique local, link-local, site-local, multicast, IPv4-mapped and -compatible addresses and those
 * of NAT64 (RFC 6052, RFC 8215) are not public.
 *
 * <p>Nearly all platforms have put what trusts their machines (metadata, credentials, agents) into
 * blocks that are not public already: 169.254.0.0/16 (169.254.169.254 at AWS, Azure, Google and
 * most others, 169.254.170.2 and .23 for containers at AWS, 169.254.42.42 at Scaleway),
 * 100.64.0.0/10 (100.100.100.200 at Alibaba), 192.0.0.0/24 (192.0.0.192 at Oracle) and fc00::/7
 * (fd00:ec2::254 at AWS, fd20:ce::254 at Google, fd00:42::42 at Scaleway). The others are listed
 * below.
 */
final class PublicAddresses {
  private static final List<AddressRange> IPV4_EXCLUDED =
      ranges(
          "0.0.0.0/8", // this network, RFC 791
          "10.0.0.0/8", // private, RFC 1918
          "100.64.0.0/10", // shared, RFC 6598
          "127.0.0.0/8", // loopback, RFC 1122
          "169.254.0.0/16", // link-local, RFC 3927
          "172.16.0.0/12", // private, RFC 1918
          "192.0.0.0/24", // protocol assignments, RFC 6890
          "192.0.2.0/24", // documentation, RFC 5737
          "192.88.99.0/24", // 6to4 relays, RFC 7526
          "192.168.0.0/16", // private, RFC 1918
          "198.18.0.0/15", // benchmarking, RFC 2544
          "198.51.100.0/24", // documentation, RFC 5737
          "203.0.113.0/24", // documentation, RFC 5737
          "224.0.0.0/4", // multicast, RFC 5771
          "240.0.0.0/4", // reserved, RFC 1112, and broadcast
          // Azure: the platform's agent, DNS and health probes,
          // https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
          "168.63.129.16/32",
          // IBM Cloud: DNS, mirrors and service endpoints of its private network,
          // https://cloud.ibm.com/docs/vpc?topic=vpc-service-endpoints-for-vpc
          "161.26.0.0/16",
          "166.8.0.0/14",
          // Equinix Metal: metadata.platformequinix.com, formerly metadata.packet.net
          "192.80.8.124/32");

  private static final AddressRange IPV6_UNICAST = AddressRange.parse("2000::/3");

  private static final List<AddressRange> IPV6_EXCLUDED =
      ranges(
          "2001::/23", // protocol assignments, RFC 2928: Teredo, benchmarking, ORCHID and others
          "2001:db8::/32", // documentation, RFC 3849
          "2002::/16", // 6to4, RFC 3056
          "3fff::/20"); // documentation, RFC 9637

  private PublicAddresses() {}

  static boolean contain(InetAddress address) {
    return address instanceof Inet4Address
        ? none(IPV4_EXCLUDED, address)
        : IPV6_UNICAST.contains(address) && none(IPV6_EXCLUDED, address);
  }

  private static boolean none(List<AddressRange> ranges, InetAddress address) {
    return ranges.stream().noneMatch(range -> range.contains(address));
  }

  private static List<AddressRange> ranges(String... texts) {
    return Stream.of(texts).map(AddressRange::parse).toList();
  }
}
