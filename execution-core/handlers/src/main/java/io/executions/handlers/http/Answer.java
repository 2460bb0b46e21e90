package io.executions.handlers.http;

import io.executions.api.PermanentFailureException;
import io.executions.handlers.output.KeptBytes;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/**
 * The answer to a request, whose body is read as it is asked for: never more of it is in memory
 * than may be kept. Not thread-safe.
 */
final class Answer {
  private static final int BEGINNING_BYTES = 64 << 10;

  private final ClassicHttpResponse response;
  private final Target from;
  private final int maxBytes;
  private final boolean packed;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private InputStream sent = InputStream.nullInputStream();
  private InputStream content;

  /**
   * Makes one of a response whose body nobody has read.
   *
   * @param maxBytes how large the body may be, as sent and as unpacked
   */
  Answer(ClassicHttpResponse response, Target from, int maxBytes) {
    this.response = response;
    this.from = from;
    this.maxBytes = maxBytes;
    packed = Set.of("gzip", "x-gzip").contains(coding());
  }

  int status() {
    return response.getCode();
  }

  /** Returns the value of a header, the first one if there are several; null if there is none. */
  String header(String name) {
    Header header = response.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }

  /**
   * Reads the body to its end and returns the output.
   *
   * @throws PermanentFailureException if it is larger than it may be
   * @throws IOException if it cannot be read
   */
  JsonObject whole() throws IOException, PermanentFailureException {
    if (!packed && !Set.of("", "identity").contains(coding())) {
      throw new HttpFailureException(
          from.authority() + " answered in a content coding that was not asked for");
    }
    HttpEntity entity = response.getEntity();
    if (entity != null && entity.getContentLength() > maxBytes || readUpTo(maxBytes)) {
      throw new AnswerTooLargeException(from, maxBytes, beginning());
    }
    return output(body.size(), false);
  }

  /** Returns the output with the first 64 KiB of the body, or less if no more of it comes. */
  JsonObject beginning() {
    boolean truncated;
    try {
      truncated = readUpTo(BEGINNING_BYTES);
    } catch (IOException e) {
      truncated = true; // how the call failed is told already; this is all that came
    }
    return output(Math.min(body.size(), BEGINNING_BYTES), truncated);
  }

  /** Reads so many bytes in all, and one more if there is one; returns whether there is. */
  private boolean readUpTo(int bytes) throws IOException {
    if (content == null) {
      content = content();
    }
    byte[] buffer = new byte[8192];
    while (body.size() <= bytes) {
      int length = content.read(buffer, 0, Math.min(buffer.length, bytes + 1 - body.size()));
      if (length < 0) {
        return false;
      }
      body.write(buffer, 0, length);
    }
    return true;
  }

  /** Returns whether nothing of it is left on the connection; reads what packing may hide. */
  boolean isRead() throws IOException {
    return (response.getEntity() == null || content != null) && sent.read() < 0;
  }

  private InputStream content() throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return InputStream.nullInputStream();
    }
    // an empty body may be declared as packed
    sent = entity.getContent();
    PushbackInputStream start = new PushbackInputStream(sent);
    int first = start.read();
    if (first < 0) {
      return start;
    }
    start.unread(first);
    return packed ? new GZIPInputStream(start) : start;
  }

  private JsonObject output(int bytes, boolean truncated) {
    JsonObjectBuilder output =
        Json.createObjectBuilder().add("status", response.getCode()).add("headers", headers());
    new KeptBytes(Arrays.copyOf(body.toByteArray(), bytes), charset(), truncated)
        .addTo(output, "body");
    if (truncated) {
      output.add("truncated", true);
    }
    return output.build();
  }

  private String coding() {
    HttpEntity entity = response.getEntity();
    String coding = entity == null ? null : entity.getContentEncoding();
    return coding == null ? "" : coding.strip().toLowerCase(Locale.ROOT);
  }

  private Charset charset() {
    HttpEntity entity = response.getEntity();
    ContentType type = entity == null ? null : ContentType.parseLenient(entity.getContentType());
    return type == null ? StandardCharsets.UTF_8 : type.getCharset(StandardCharsets.UTF_8);
  }

  private JsonObjectBuilder headers() {
    Set<String> ofThePackage = packed ? Set.of("content-encoding", "content-length") : Set.of();
    Map<String, String> values = new TreeMap<>();
    for (Header header : response.getHeaders()) {
      String name = header.getName().toLowerCase(Locale.ROOT);
      if (!ofThePackage.contains(name)) {
        String value = header.getValue() == null ? "" : header.getValue();
        values.merge(name, value, (one, other) -> one + ", " + other);
      }
    }
    JsonObjectBuilder headers = Json.createObjectBuilder();
    values.forEach(headers::add);
    return headers;
  }
}
