package io.executions.handlers.http;

import io.executions.api.Fault;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads one input, strictly, and collects all that is wrong with it. Not thread-safe. */
final class HttpInputReader {
  private static final long DEFAULT_TIMEOUT_MS = 60_000;
  private static final long MAX_TIMEOUT_MS = 86_400_000;
  private static final Set<String> FIELDS = Set.of("url", "method", "headers", "body", "timeoutMs");
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final List<Fault> faults = new ArrayList<>();
  private final Optional<HttpInput> input;

  HttpInputReader(JsonValue value) {
    if (value instanceof JsonObject object) {
      input = read(object);
    } else {
      fault("", "must be an object");
      input = Optional.empty();
    }
  }

  /** Returns all that is wrong, in the order of the fields. */
  List<Fault> faults() {
    return List.copyOf(faults);
  }

  /** Returns the input, unless anything is wrong. */
  Optional<HttpInput> input() {
    return input.filter(read -> faults.isEmpty());
  }

  private Optional<HttpInput> read(JsonObject object) {
    Optional<Target> target = url(object);
    String method = method(object);
    Map<String, String> headers = headers(object);
    Optional<byte[]> body = body(object, headers);
    Duration timeout = timeout(object);
    object.keySet().stream()
        .filter(field -> !FIELDS.contains(field))
        .forEach(field -> fault("/" + Json.encodePointer(field), "is not a known field"));
    return target.map(url -> new HttpInput(new Request(url, method, headers, body), timeout));
  }

  private Optional<Target> url(JsonObject object) {
    if (!object.containsKey("url")) {
      fault("/url", "is missing");
    } else if (object.get("url") instanceof JsonString url) {
      try {
        return Optional.of(Target.parse(url.getString()));
      } catch (IllegalArgumentException e) {
        fault("/url", e.getMessage());
      }
    } else {
      fault("/url", "must be a string");
    }
    return Optional.empty();
  }

  private String method(JsonObject object) {
    if (!object.containsKey("method")) {
      return "GET";
    }
    if (object.get("method") instanceof JsonString text && METHODS.contains(text.getString())) {
      return text.getString();
    }
    fault("/method", "must be one of " + String.join(", ", METHODS));
    return "GET";
  }

  private Map<String, String> headers(JsonObject object) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    JsonValue given = object.getOrDefault("headers", JsonValue.EMPTY_JSON_OBJECT);
    if (given instanceof JsonObject fields) {
      fields.forEach((name, value) -> header(headers, name, value));
    } else {
      fault("/headers", "must be an object of strings");
    }
    return headers;
  }

  private void header(Map<String, String> headers, String name, JsonValue value) {
    String pointer = "/headers/" + Json.encodePointer(name);
    if (!(value instanceof JsonString text)) {
      fault(pointer, "must be a string; several values go into one, separated by commas");
    } else if (headers.putIfAbsent(name, text.getString()) != null) {
      fault(pointer, "is given twice; the case of a header's name does not matter");
    } else {
      Headers.fault(name, text.getString()).ifPresent(detail -> fault(pointer, detail));
    }
  }

  private static Optional<byte[]> body(JsonObject object, Map<String, String> headers) {
    JsonValue body = object.get("body");
    if (body == null) {
      return Optional.empty();
    }
    boolean isText = body instanceof JsonString;
    headers.putIfAbsent("Content-Type", isText ? "text/plain; charset=utf-8" : "application/json");
    String text = isText ? ((JsonString) body).getString() : body.toString();
    return Optional.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private Duration timeout(JsonObject object) {
    if (!object.containsKey("timeoutMs")) {
      return Duration.ofMillis(DEFAULT_TIMEOUT_MS);
    }
    if (object.get("timeoutMs") instanceof JsonNumber number) {
      BigDecimal value = number.bigDecimalValue();
      // the bounds come first: writing out 1e999999999 would never end
      if (value.compareTo(BigDecimal.ONE) >= 0
          && value.compareTo(BigDecimal.valueOf(MAX_TIMEOUT_MS)) <= 0
          && value.stripTrailingZeros().scale() <= 0) {
        return Duration.ofMillis(value.longValueExact());
      }
    }
    fault("/timeoutMs", "must be a whole number from 1 to " + MAX_TIMEOUT_MS);
    return Duration.ofMillis(DEFAULT_TIMEOUT_MS);
  }

  private void fault(String pointer, String detail) {
    faults.add(new Fault(pointer, detail));
  }
}
