package io.executions.handlers.output;

import jakarta.json.JsonObjectBuilder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.Base64;

/**
 * Bytes from outside as an output keeps them: as text where they are text, otherwise as base64 with
 * a flag beside it, so that nothing of them is lost.
 *
 * @param bytes what is kept; nobody changes them
 * @param charset in which they may be text
 * @param cut whether they end early, so that the last character may be incomplete
 */
public record KeptBytes(byte[] bytes, Charset charset, boolean cut) {
  /** Adds the field {@code name}, and {@code nameBase64: true} if it holds base64. */
  public void addTo(JsonObjectBuilder json, String name) {
    try {
      json.add(name, text());
    } catch (CharacterCodingException e) {
      json.add(name, Base64.getEncoder().encodeToString(bytes));
      json.add(name + "Base64", true);
    }
  }

  private String text() throws CharacterCodingException {
    // A new decoder reports what it cannot decode.
    CharsetDecoder decoder = charset.newDecoder();
    CharBuffer text =
        CharBuffer.allocate((int) Math.ceil(bytes.length * (double) decoder.maxCharsPerByte()) + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, !cut);
    if (result.isError()) {
      result.throwException();
    }
    if (!cut) {
      decoder.flush(text);
    }
    return text.flip().toString();
  }
}
