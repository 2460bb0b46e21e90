package io.executions.handlers.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request goes, as its URL says.
 *
 * @param scheme http or https
 * @param host a name or an address, in lower case; an IPv6 address without brackets
 * @param port between 1 and 65535
 * @param path with the query, percent-encoded; begins with a slash
 */
record Target(String scheme, String host, int port, String path) {
  private static final int MAX_LENGTH = 8192;
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9._-]+))(?::([0-9]{0,5}))?");

  /**
   * Returns the target of a URL; a fragment is left out.
   *
   * @throws IllegalArgumentException if it names none; the message does not repeat the URL
   */
  static Target parse(String url) {
    if (url.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("must have at most " + MAX_LENGTH + " characters");
    }
    try {
      return of(new URI(new URI(url).toASCIIString()));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("must be a valid URL: " + reason(e), e);
    }
  }

  private static Target of(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https") || uri.getRawAuthority() == null) {
      throw new IllegalArgumentException("must be an absolute http or https URL");
    }
    if (uri.getRawAuthority().contains("@")) {
      throw new IllegalArgumentException("must not hold a user or a password");
    }
    Matcher authority = AUTHORITY.matcher(uri.getRawAuthority());
    if (!authority.matches()) {
      throw new IllegalArgumentException("must name a host in ASCII and a port, if any");
    }
    return new Target(scheme, host(authority), port(scheme, authority.group(3)), path(uri));
  }

  private static String host(Matcher authority) {
    String ipv6 = authority.group(1);
    if (ipv6 == null) {
      return authority.group(2).toLowerCase(Locale.ROOT);
    }
    try {
      // in brackets, so it is never looked up
      InetAddress.getByName("[" + ipv6 + "]");
      return ipv6.toLowerCase(Locale.ROOT);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("must hold a valid IPv6 address in its brackets", e);
    }
  }

  private static int port(String scheme, String text) {
    int port = text == null || text.isEmpty() ? defaultPort(scheme) : Integer.parseInt(text);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("must name a port from 1 to 65535");
    }
    return port;
  }

  private static String path(URI uri) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  /** Returns the host as a URL writes it. */
  String shownHost() {
    return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }

  boolean hasDefaultPort() {
    return port == defaultPort(scheme);
  }

  /** Returns the host and, unless it is the default one of the scheme, the port. */
  String authority() {
    return hasDefaultPort() ? shownHost() : shownHost() + ":" + port;
  }

  /** Returns scheme, host and port. */
  String origin() {
    return scheme + "://" + shownHost() + ":" + port;
  }

  boolean isSameOriginAs(Target other) {
    return origin().equals(other.origin());
  }

  /**
   * Returns where the value of a {@code Location} header leads from here.
   *
   * @throws IllegalArgumentException if it leads nowhere
   */
  Target resolve(String location) {
    String reference = encoded(location.strip());
    if (reference.startsWith("?")) {
      // java.net.URI would drop the last segment of the path
      reference = path.replaceFirst("\\?.*", "") + reference;
    }
    try {
      URI here = new URI(scheme + "://" + authority() + path);
      return of(reference.isEmpty() ? here : here.resolve(new URI(reference)));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("must be a valid URL: " + reason(e), e);
    }
  }

  /** The JDK begins a sentence with it. */
  private static String reason(URISyntaxException failure) {
    String reason = failure.getReason();
    return reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1);
  }

  // servers send these as they are, and browsers take them; a header's bytes come as Latin-1
  private static String encoded(String location) {
    StringBuilder text = new StringBuilder();
    for (byte octet : location.getBytes(StandardCharsets.ISO_8859_1)) {
      int value = octet & 0xff;
      if (value <= ' ' || value >= 0x7f || "\"<>\\^`{|}".indexOf(value) >= 0) {
        text.append('%').append("%02X".formatted(value));
      } else {
        text.append((char) value);
      }
    }
    return text.toString();
  }
}
