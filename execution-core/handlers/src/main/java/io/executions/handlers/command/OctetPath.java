package io.executions.handlers.command;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Paths as the bytes that they are to Linux. Java takes and shows them as text in the charset of
 * the locale, where a server without a locale (services and containers often have none) knows ASCII
 * only; as URIs it takes and shows the bytes in any locale.
 */
final class OctetPath {
  private OctetPath() {}

  /** Returns the path of a file in that directory, whose name is written in UTF-8. */
  static Path in(Path directory, String name) {
    if (name.chars().allMatch(c -> c < 128)) {
      return directory.resolve(name); // every charset of a locale has ASCII in it
    }
    StringBuilder uri = new StringBuilder(directory.toUri().toString());
    if (uri.charAt(uri.length() - 1) != '/') {
      uri.append('/');
    }
    for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
      uri.append("%%%02X".formatted(octet & 0xff));
    }
    return Path.of(URI.create(uri.toString()));
  }

  /** Returns the bytes of an absolute path. */
  static byte[] octets(Path path) {
    String encoded = path.toUri().getRawPath();
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        octets.write(Integer.parseInt(encoded.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        octets.write(c);
      }
    }
    return octets.toByteArray();
  }
}
