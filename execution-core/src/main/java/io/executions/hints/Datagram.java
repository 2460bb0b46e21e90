package io.executions.hints;

import io.executions.settings.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A hint from one node to one other, as it goes over the network: the form's version, these
 * numbers, the hint's text, and a code over all of it that only a node with the cluster's key can
 * make. It names its receiver, so that a recorded datagram says nothing to a node that was started
 * anew.
 *
 * @param from the node that sends it
 * @param to the node that it is for
 * @param number grows with each that this node sends
 * @param hint what it says
 */
record Datagram(long from, long to, long number, Hint hint) {
  static final int MOST_BYTES = 1200;

  private static final byte VERSION = 1;
  private static final int HEAD = 1 + 3 * Long.BYTES;
  private static final String ALGORITHM = "HmacSHA256";
  private static final int CODE = 32;

  /** Returns what makes the codes; for one thread. */
  static Mac codes(Secret key) {
    try {
      Mac codes = Mac.getInstance(ALGORITHM);
      codes.init(new SecretKeySpec(HexFormat.of().parseHex(key.value()), ALGORITHM));
      return codes;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java has no " + ALGORITHM, e);
    }
  }

  byte[] bytes(Mac codes) {
    byte[] text = hint.text().getBytes(StandardCharsets.US_ASCII);
    byte[] content =
        ByteBuffer.allocate(HEAD + text.length)
            .put(VERSION)
            .putLong(from)
            .putLong(to)
            .putLong(number)
            .put(text)
            .array();
    return ByteBuffer.allocate(content.length + CODE)
        .put(content)
        .put(codes.doFinal(content))
        .array();
  }

  /** Reads one that is for that node; nothing when it is for another, or of a stranger. */
  static Optional<Datagram> read(byte[] bytes, int length, long self, Mac codes) {
    int text = length - HEAD - CODE;
    if (text < 0 || bytes[0] != VERSION) {
      return Optional.empty();
    }
    ByteBuffer head = ByteBuffer.wrap(bytes, 1, HEAD - 1);
    long from = head.getLong();
    long to = head.getLong();
    long number = head.getLong();
    if (to != self) {
      return Optional.empty();
    }
    codes.update(bytes, 0, length - CODE);
    byte[] code = Arrays.copyOfRange(bytes, length - CODE, length);
    return MessageDigest.isEqual(codes.doFinal(), code)
        ? Optional.of(
            new Datagram(
                from,
                to,
                number,
                Hint.read(new String(bytes, HEAD, text, StandardCharsets.US_ASCII))))
        : Optional.empty();
  }
}
