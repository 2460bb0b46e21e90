package io.executions.handlers.http;

import io.executions.api.PermanentFailureException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** Makes the output of an answer, and never keeps more of it in memory than is allowed. */
final class AnswerReader {
  private static final int MAX_BYTES = 1 << 20;

  private AnswerReader() {}

  /**
   * Reads the answer to its end.
   *
   * @throws PermanentFailureException if the body is larger than 1 MiB, as sent or as unpacked
   * @throws IOException if it cannot be read
   */
  static JsonObject read(ClassicHttpResponse response, Target from)
      throws IOException, PermanentFailureException {
    HttpEntity entity = response.getEntity();
    boolean packed = entity != null && isPacked(entity, from);
    String body = entity == null ? "" : text(entity, packed, from);
    return Json.createObjectBuilder()
        .add("status", response.getCode())
        .add("headers", headers(response, packed))
        .add("body", body)
        .build();
  }

  private static boolean isPacked(HttpEntity entity, Target from) throws IOException {
    String coding = entity.getContentEncoding();
    return switch (coding == null ? "" : coding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> false;
      case "gzip", "x-gzip" -> true;
      default ->
          throw new HttpFailureException(
              from.authority() + " answered in a content coding that was not asked for");
    };
  }

  private static String text(HttpEntity entity, boolean packed, Target from)
      throws IOException, PermanentFailureException {
    if (entity.getContentLength() > MAX_BYTES) {
      throw tooLarge(from);
    }
    InputStream content = entity.getContent();
    byte[] bytes = (packed ? unpacked(content) : content).readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw tooLarge(from);
    }
    return new String(bytes, charset(entity));
  }

  private static InputStream unpacked(InputStream content) throws IOException {
    // an empty body may be declared as packed
    PushbackInputStream start = new PushbackInputStream(content);
    int first = start.read();
    if (first < 0) {
      return start;
    }
    start.unread(first);
    return new GZIPInputStream(start);
  }

  private static Charset charset(HttpEntity entity) {
    ContentType type = ContentType.parseLenient(entity.getContentType());
    return type == null ? StandardCharsets.UTF_8 : type.getCharset(StandardCharsets.UTF_8);
  }

  private static JsonObjectBuilder headers(ClassicHttpResponse response, boolean packed) {
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

  private static PermanentFailureException tooLarge(Target from) {
    return new PermanentFailureException(
        "The answer of %s is larger than 1 MiB".formatted(from.authority()));
  }
}
