package io.executions.settings;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a node hears the hints of others.
 *
 * @param bound what its socket is bound to
 * @param told how the others reach it
 */
public record HintAddress(InetSocketAddress bound, InetSocketAddress told) {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[(?<six>[^\\[\\]]+)]|(?<host>[^\\[\\]:]+)):(?<port>[0-9]{1,5})");

  private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");
  private static final int LAST_PORT = 65_535;

  /** Reads one; an empty text is none. */
  static Optional<HintAddress> parse(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(read(text));
  }

  private static HintAddress read(String text) {
    Matcher form = FORM.matcher(text);
    int port = port(form);
    if (port == 0) {
      throw new IllegalArgumentException(
          "must be HOST:PORT, such as 10.0.0.5:7400 or [fd00::5]:7400");
    }
    String host = host(form);
    boolean numeric = form.group("six") != null || NUMBERS.matcher(host).matches();
    InetAddress bound = ofThisHost(host, numeric);
    InetAddress told = bound.isAnyLocalAddress() ? ownAddress(host) : bound;
    return new HintAddress(new InetSocketAddress(bound, port), new InetSocketAddress(told, port));
  }

  /** Returns the port, or 0 when there is none. */
  private static int port(Matcher form) {
    int port = form.matches() ? Integer.parseInt(form.group("port")) : 0;
    return port <= LAST_PORT ? port : 0;
  }

  private static String host(Matcher form) {
    return form.group("six") == null ? form.group("host") : form.group("six");
  }

  private static InetAddress ofThisHost(String host, boolean numeric) {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
      if (!isLocal(address)) {
        throw new IllegalArgumentException(
            "must name an address of this host, which %s is not"
                .formatted(numeric ? host : host + ", that is " + address.getHostAddress()));
      }
    } catch (UnknownHostException | SocketException e) {
      throw new IllegalArgumentException(
          "must name an address of this host; there is no " + host, e);
    }
    if (address.isLinkLocalAddress() && address instanceof Inet6Address) {
      throw new IllegalArgumentException(
          "must not name a link-local address, which means something else on every host");
    }
    if (!numeric && address.isLoopbackAddress() && !host.equalsIgnoreCase("localhost")) {
      throw new IllegalArgumentException(
          "must name an address that other hosts reach; here %s is %s"
              .formatted(host, address.getHostAddress()));
    }
    return address;
  }

  private static boolean isLocal(InetAddress address) throws SocketException {
    return address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || NetworkInterface.getByInetAddress(address) != null;
  }

  /** Of all addresses of this host, the one that its name leads to. */
  private static InetAddress ownAddress(String given) {
    try {
      InetAddress own = InetAddress.getLocalHost();
      if (!own.isLoopbackAddress()) {
        return own;
      }
    } catch (UnknownHostException e) {
      // told below, like a name that no other host understands
    }
    throw new IllegalArgumentException(
        "must name one address, by which the other nodes reach this one: %s means all, and this host's own name leads to none of them"
            .formatted(given));
  }

  /** Reads what {@link #text()} has written; nothing when it is something else. */
  public static Optional<InetSocketAddress> read(Optional<String> text) {
    return text.map(FORM::matcher)
        .filter(form -> port(form) > 0)
        .flatMap(form -> literal(host(form)).map(host -> new InetSocketAddress(host, port(form))));
  }

  /** Asks no name server. */
  private static Optional<InetAddress> literal(String host) {
    try {
      return host.contains(":") || NUMBERS.matcher(host).matches()
          ? Optional.of(InetAddress.getByName(host))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Returns how the others reach it, host and port. */
  public String text() {
    String host = told.getAddress().getHostAddress();
    return (host.contains(":") ? "[%s]:%d" : "%s:%d").formatted(host, told.getPort());
  }

  /** Returns why nothing can be heard there now, if that is so; follows the setting's name. */
  public Optional<String> refusal() {
    try {
      new DatagramSocket(bound).close();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("names %s, which cannot be had: %s".formatted(text(), e.getMessage()));
    }
  }
}
