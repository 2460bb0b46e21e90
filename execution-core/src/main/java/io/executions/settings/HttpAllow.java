package io.executions.settings;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the handler {@code http} may call. Immutable.
 *
 * @param publicAddresses whether public addresses are allowed, as the word {@code public} says
 * @param hosts hosts that are allowed, whatever they resolve to
 * @param ranges addresses that are allowed
 */
public record HttpAllow(
    boolean publicAddresses, List<HostPattern> hosts, List<AddressRange> ranges) {
  private static final Pattern LIKE_AN_ADDRESS = Pattern.compile("[0-9.]+|.*[:/].*");
  private static final String RULE =
      "an entry is the word public, a host pattern such as api.example.org or *.example.org, or an"
          + " address range such as 10.1.0.0/16 or fd00::/8";

  /** Makes one of copies of the lists. */
  public HttpAllow {
    hosts = List.copyOf(hosts);
    ranges = List.copyOf(ranges);
  }

  /**
   * Returns what the comma list says: host patterns, CIDR ranges, single addresses and the word
   * {@code public}, in any order; blanks around an entry do not count.
   *
   * @throws IllegalArgumentException if an entry is none of these; the message is a phrase that
   *     names every such entry and can follow the setting's name
   */
  public static HttpAllow parse(String list) {
    boolean publicAddresses = false;
    List<HostPattern> hosts = new ArrayList<>();
    List<AddressRange> ranges = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (String part : list.split(",", -1)) {
      String entry = part.strip();
      try {
        if (entry.equalsIgnoreCase("public")) {
          publicAddresses = true;
        } else if (LIKE_AN_ADDRESS.matcher(entry).matches()) {
          ranges.add(AddressRange.parse(entry));
        } else {
          hosts.add(HostPattern.parse(entry));
        }
      } catch (IllegalArgumentException e) {
        faults.add(e.getMessage());
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "has wrong entries: " + String.join(", ", faults) + "; " + RULE);
    }
    return new HttpAllow(publicAddresses, hosts, ranges);
  }

  /**
   * Returns whether a call to that host may go to that address.
   *
   * @param host the host as the URL names it; an IPv6 address without brackets
   * @param address one of the addresses that the host has
   */
  public boolean permits(String host, InetAddress address) {
    return publicAddresses && PublicAddresses.contain(address)
        || ranges.stream().anyMatch(range -> range.contains(address))
        || hosts.stream().anyMatch(pattern -> pattern.matches(host));
  }
}
