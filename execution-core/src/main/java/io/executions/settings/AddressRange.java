package io.executions.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IP addresses in CIDR form; a single address is a range of one. Immutable.
 *
 * @param network an address of the range; the bits behind the prefix mean nothing
 * @param prefixLength how many leading bits an address of the range shares with {@code network}
 */
public record AddressRange(InetAddress network, int prefixLength) {
  private static final Pattern FORM = Pattern.compile("([0-9a-fA-F:.]+)(?:/([0-9]{1,3}))?");
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile("(" + OCTET + "\\.){3}" + OCTET);

  /**
   * Returns the range that the text says, such as {@code 10.0.0.0/8}, {@code 192.0.2.7} or {@code
   * fd00::/8}. IPv4 takes four decimal numbers without leading zeros and nothing else.
   *
   * @throws IllegalArgumentException if it says none
   */
  public static AddressRange parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("\"" + text + "\" is no address range");
    }
    InetAddress network = address(form.group(1), text);
    int bits = network.getAddress().length * Byte.SIZE;
    int prefixLength = form.group(2) == null ? bits : Integer.parseInt(form.group(2));
    if (prefixLength > bits) {
      throw new IllegalArgumentException(
          "\"" + text + "\" has a prefix longer than " + bits + " bits");
    }
    return new AddressRange(network, prefixLength);
  }

  /** Returns whether the address lies in this range; one of the other IP version never does. */
  public boolean contains(InetAddress address) {
    byte[] mine = network.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < prefixLength; bit++) {
      int mask = 0x80 >> bit % Byte.SIZE;
      if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + prefixLength;
  }

  private static InetAddress address(String literal, String text) {
    // only literals come here, so nothing is ever looked up
    boolean ipv6 = literal.indexOf(':') >= 0;
    if (!ipv6 && !IPV4.matcher(literal).matches()) {
      throw new IllegalArgumentException("\"" + text + "\" holds no IP address");
    }
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("\"" + text + "\" holds no IP address", e);
    }
  }
}
