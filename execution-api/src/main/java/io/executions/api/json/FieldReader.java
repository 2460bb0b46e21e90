package io.executions.api.json;

import io.executions.api.Faults;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the fields of one object, collecting faults instead of stopping at the first. A field that
 * is null counts as absent, except where any JSON value is taken.
 */
final class FieldReader {
  private static final int MOST_DIGITS = 19;
  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);

  private final JsonObject object;
  private final String prefix;
  private final Faults faults;
  private final UnknownFields unknown = new UnknownFields();

  private FieldReader(JsonObject object, String prefix, Faults faults) {
    this.object = object;
    this.prefix = prefix;
    this.faults = faults;
  }

  /** Returns one of an object; empty where the value is none, which is a fault. */
  static Optional<FieldReader> of(JsonValue value, String pointer, Faults faults) {
    if (value instanceof JsonObject object) {
      return Optional.of(new FieldReader(object, pointer, faults));
    }
    faults.add(pointer, "must be an object");
    return Optional.empty();
  }

  /** Returns whether the field has a value other than null. */
  boolean has(String name) {
    return object.getOrDefault(name, JsonValue.NULL) != JsonValue.NULL;
  }

  /** Returns the value of a field, null included as JSON has it. */
  Optional<JsonValue> value(String name) {
    unknown.ask(name);
    return Optional.ofNullable(object.get(name));
  }

  Optional<String> text(String name) {
    return typed(name, "must be a string", FieldReader::asText);
  }

  Optional<Double> decimal(String name) {
    return typed(
        name,
        "must be a number",
        value ->
            value instanceof JsonNumber number
                ? Optional.of(number.doubleValue())
                : Optional.empty());
  }

  /** Returns a reader of an object, whose faults are added to the same. */
  Optional<FieldReader> object(String name) {
    return value(name)
        .filter(value -> value != JsonValue.NULL)
        .flatMap(value -> of(value, pointer(name), faults));
  }

  /** Returns an array of texts; an element that is none is a fault of its own. */
  Optional<List<String>> texts(String name) {
    Optional<JsonArray> array = typed(name, "must be an array of strings", FieldReader::asArray);
    if (array.isEmpty()) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < array.get().size(); i++) {
      Optional<String> text = asText(array.get().get(i));
      if (text.isEmpty()) {
        faults.add(pointer(name) + "/" + i, "must be a string");
      }
      text.ifPresent(texts::add);
    }
    return Optional.of(texts);
  }

  Optional<Boolean> flag(String name) {
    return typed(name, "must be true or false", FieldReader::asFlag);
  }

  /** Returns a whole number; one beyond a long becomes the largest or smallest long. */
  Optional<Long> whole(String name) {
    return typed(name, "must be a whole number", FieldReader::asWhole);
  }

  /** Returns what a text says, by a parser that returns empty for what breaks its rule. */
  <T> Optional<T> parsed(String name, Function<String, Optional<T>> parser, String rule) {
    Optional<String> text = text(name);
    Optional<T> parsed = text.flatMap(parser);
    if (text.isPresent() && parsed.isEmpty()) {
      refuse(name, rule);
    }
    return parsed;
  }

  /** Beyond an int becomes the largest or smallest int, which is out of range all the same. */
  static int toInt(long value) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
  }

  void refuse(String name, String detail) {
    faults.add(pointer(name), detail);
  }

  /** Refuses all fields that nobody has asked for. */
  void refuseOthers() {
    unknown.refuse(object.keySet(), this::pointer, faults);
  }

  private <T> Optional<T> typed(
      String name, String rule, Function<JsonValue, Optional<T>> conversion) {
    Optional<JsonValue> given = value(name).filter(value -> value != JsonValue.NULL);
    Optional<T> converted = given.flatMap(conversion);
    if (given.isPresent() && converted.isEmpty()) {
      refuse(name, rule);
    }
    return converted;
  }

  private static Optional<String> asText(JsonValue value) {
    return value instanceof JsonString string ? Optional.of(string.getString()) : Optional.empty();
  }

  private static Optional<JsonArray> asArray(JsonValue value) {
    return value instanceof JsonArray array ? Optional.of(array) : Optional.empty();
  }

  private static Optional<Boolean> asFlag(JsonValue value) {
    return switch (value.getValueType()) {
      case TRUE -> Optional.of(true);
      case FALSE -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** As JSON Schema has it, 1.0 and 1e2 are integers, too. */
  private static Optional<Long> asWhole(JsonValue value) {
    if (!(value instanceof JsonNumber number)) {
      return Optional.empty();
    }
    BigDecimal decimal = number.bigDecimalValue().stripTrailingZeros();
    if (decimal.scale() > 0) {
      return Optional.empty();
    }
    // Before it is written out: 1e999999999 would take all the memory there is.
    if ((long) decimal.precision() - decimal.scale() > MOST_DIGITS) {
      return Optional.of(decimal.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
    }
    return Optional.of(decimal.min(MAX).max(MIN).longValue());
  }

  private String pointer(String name) {
    return prefix + "/" + Json.encodePointer(name);
  }
}
